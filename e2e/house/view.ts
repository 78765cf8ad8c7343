/** In which form a page is looked at: one of each for every project of the configuration. */
export interface View {
  language: "nl" | "en";
  width: 1360 | 390;
  scheme: "light" | "dark";
}
