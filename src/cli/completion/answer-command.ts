/** Hidden command that the scripts call; the words of the line follow. */
export const ANSWER_COMMAND = '__complete';
