/** The entry point of the activities: questions, assessments, scenarios, reflections and players. */

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
 * @property {() => void} flush saves what was typed and played last
 *
 * @typedef {(material: Material) => Activities} Begin
 */

import { startAssessments } from "./assessment.js";
import { startPlayers } from "./player.js";
import { startQuestions } from "./questions.js";
import { startReflections } from "./reflection.js";
import { startScenarios } from "./scenario.js";

window.kits.ready(({ progress, changed, assessments, scenarios, reflections }) => {
  startQuestions(progress, changed);
  const showAssessments = startAssessments(assessments, progress, changed);
  startScenarios(scenarios, progress, changed);
  const texts = startReflections(reflections, progress, changed);
  const players = startPlayers(progress, changed);
  const refresh = () => {
    showAssessments();
    players.show();
    texts.count();
  };
  const flush = () => {
    players.flush();
    texts.flush();
  };
  return { refresh, count: texts.count, flush };
});
