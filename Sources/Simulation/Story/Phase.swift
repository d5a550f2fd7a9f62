/// A part of a case in which one team has it.
struct Phase {
  let work: Work
  let stretch: Stretch
}
