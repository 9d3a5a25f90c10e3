/** The entry point of the activities: questions, assessments, scenarios and reflections. */

/**
 * @import {Assessment} from "./assess.js" @import {Progress} from "./progress.js" @import {Scenario} from "./story.js"
 *
 * @typedef {object} Material
 * @property {Progress} progress
 * @property {() => void} changed
 * @property {Map<HTMLElement, Assessment>} assessments
 * @property {Map<HTMLElement, Scenario>} scenarios
 * @property {Map<HTMLElement, string>} reflections keys
 *
 * @typedef {object} Activities
 * @property {() => void} refresh shows again what another window changed
 * @property {() => void} count counts anew what room is left for texts
 * @property {() => void} flush saves what was typed last
 *
 * @typedef {(material: Material) => Activities} Begin
 */

import { startAssessments } from "./assessment.js";
import { startQuestions } from "./questions.js";
import { startReflections } from "./reflection.js";
import { startScenarios } from "./scenario.js";

window.kits.ready(({ progress, changed, assessments, scenarios, reflections }) => {
  startQuestions(progress, changed);
  const showAssessments = startAssessments(assessments, progress, changed);
  startScenarios(scenarios, progress, changed);
  const texts = startReflections(reflections, progress, changed);
  const refresh = () => {
    showAssessments();
    texts.count();
  };
  return { refresh, count: texts.count, flush: texts.flush };
});
