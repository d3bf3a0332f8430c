/** How many stand behind a version: organisations and people apart, and organisations that await review. */
export interface Count {
  organisations: number;
  persons: number;
  awaiting: number;
}

export const noCount: Count = { organisations: 0, persons: 0, awaiting: 0 };
