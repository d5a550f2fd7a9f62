extension LearningItem {
  /// What in the item could tell who a child is.
  ///
  /// - Parameters:
  ///   - children: what is known here of children
  ///   - staff: the names of those who have an account, who may be named even where a child has the same
  ///     name
  ///   - confirmed: texts of which the writer said that they are about no child; counts only for those
  ///     that are not certain
  public func childMarks(
    knownBy children: some KnownChildren, staff: [String], confirmed: [String] = []
  ) throws -> [ChildMark] {
    let people = Set(
      staff.flatMap { name -> [[String]] in
        let words = TextWord.words(of: name).map(\.folded)
        return zip(words, words.dropFirst()).map { [$0, $1] }
      })
    var seen: Set<ChildMark> = []
    var marks: [ChildMark] = []
    for line in lines where line.sort != .chosen {
      let search = ChildMarks(line.text, in: line.label)
      var found = search.byShape
      // Somebody's name is what such a line is for.
      found += try search.known(by: children, names: people)
        .filter { line.sort != .people || $0.sort != .name }
      // A number that is known here is not also asked about.
      let certain = Set(found.filter(\.isCertain).map(\.text))
      marks += found.filter {
        ($0.isCertain || !certain.contains($0.text) && !confirmed.contains($0.text))
          && seen.insert($0).inserted
      }
    }
    return marks
  }
}
