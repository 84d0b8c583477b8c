export const stepsAfter = {} as const;
