/**
 * Scenarios: where a learner stands on the way that the choices made lead. Pure.
 *
 * @typedef {object} Choice
 * @property {string} code two characters, from its target and text
 * @property {string} target id of the next step, "" for the end
 *
 * @typedef {object} Step
 * @property {string} id
 * @property {Choice[]} choices none: the scenario ends here
 * @property {number} score 0 to 100, -1 for none
 *
 * @typedef {object} Scenario
 * @property {string} key three characters
 * @property {string} id of the source
 * @property {string} text its title
 * @property {Step[]} steps the first is the start
 */

/** No learner goes on for longer; a circle in a scenario must not fill the state. */
const LONGEST = 60;

/**
 * @param {Scenario} scenario
 * @param {string[]} choices
 * @returns {{steps: Step[], choices: Choice[], ended: boolean}} as far as the scenario still has them
 */
export function walk(scenario, choices) {
  let step = scenario.steps[0];
  const way = { steps: step ? [step] : [], choices: /** @type {Choice[]} */ ([]), ended: false };
  for (const code of choices.slice(0, LONGEST)) {
    const choice = step?.choices.find((one) => one.code === code);
    if (!choice) break;
    way.choices.push(choice);
    const next = scenario.steps.find((one) => one.id === choice.target);
    if (!next) return { ...way, ended: true };
    step = next;
    way.steps.push(step);
  }
  way.ended = !!step && !step.choices.length;
  return way;
}
