/**
 * A start-up problem that the person at the terminal can mend: the message is one Vietnamese sentence that says what is
 * wrong and what to do. The program prints only that sentence and exits 1; `cause` keeps the fault for the log.
 */
export class Halt extends Error {}
