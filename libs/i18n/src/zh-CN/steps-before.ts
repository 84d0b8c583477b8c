export const stepsBefore = {} as const;
