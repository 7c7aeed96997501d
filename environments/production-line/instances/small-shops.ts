/** Three jobs of three operations on three machines, most with a choice (.fjs, machines from 1). */
export const smallFlexible = `3 3 1.67
3 2 1 4 2 6 1 3 5 2 2 3 3 4
3 1 2 7 2 1 3 3 5 1 2 4
3 3 1 6 2 5 3 8 1 1 4 2 2 6 3 5
`;

/** A permutation flow shop of five jobs on two machines, for which Johnson's rule is exact: J4 J5 J1 J3 J2, makespan 24. */
export const smallFlow = `5 2
0 4 1 5
0 4 1 1
0 10 1 4
0 2 1 3
0 3 1 3
`;
