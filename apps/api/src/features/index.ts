/** Every feature of the product; to take one out, delete its folder and its line. */
export const FEATURES = [];
