import Access
import CareRecord
package import CaseworkPages
import CivilTime
import HTML
package import Learning
package import Measures
import OutcomePages
package import Published

/// What every page of learning is told: the moment, and all that its reader may see of the register.
package struct LearningSetting: Sendable {
  /// Somebody who has an account, or had one.
  package struct Colleague: Hashable, Sendable {
    package let user: String
    package let name: String
    /// Whether they can sign in.
    package let isActive: Bool

    package init(user: String, name: String, isActive: Bool = true) {
      self.user = user
      self.name = name
      self.isActive = isActive
    }
  }

  package let page: PageSetting
  package let register: LearningRegister
  package let colleagues: [Colleague]
  package let figures: PublishedFigures
  package let prompts: [ReflectivePrompt]
  package let library: EvidenceLibrary
  /// Today's figures from our own record, by indicator, where the page shows them and its reader may
  /// see them.
  let measured: [String: OwnFigure]
  /// Those of today and of the days on which actions began, each indicator's in the order of their days.
  private let followed: [String: [OwnFigure]]
  /// Whether they are not shown because nobody could note who saw them.
  let isWithheld: Bool

  /// - Parameter withheld: whether our own figures are missing because nobody could note who saw them.
  package init(
    page: PageSetting, register: LearningRegister, colleagues: [Colleague],
    figures: PublishedFigures, promptsOfTheTool: [ReflectivePrompt], library: EvidenceLibrary,
    measured: [MeasuredFigure] = [], withheld: Bool = false
  ) {
    self.page = page
    self.register = register
    self.colleagues = colleagues
    self.figures = figures
    prompts = register.prompts(promptsOfTheTool)
    self.library = library
    let area = figures.area(page.person.authority.description)
    let own = measured.compactMap { OwnFigure($0, of: area, in: figures) }.sorted { $0.at < $1.at }
    followed = Dictionary(grouping: own, by: \.indicator.id)
    self.measured = followed.compactMapValues(\.last)
    isWithheld = withheld
  }

  /// The Department's number of our authority, by which published figures know it.
  var area: String { page.person.authority.description }

  func name(of user: String) -> String { colleagues.first { $0.user == user }?.name ?? user }

  /// The one colleague who is meant by a user name or a full name; nil where nobody or several are, or
  /// somebody who can no longer sign in.
  func colleague(_ words: String) -> Colleague? {
    let words = words.lowercased()
    let active = colleagues.filter(\.isActive)
    if let one = active.first(where: { $0.user == words }) { return one }
    let named = active.filter { $0.name.lowercased() == words }
    return named.count == 1 ? named[0] : nil
  }

  /// Those whom `colleague` finds, to choose from: by name, or by user name where two have the same.
  var colleagueChoices: [Choice] {
    let active = colleagues.filter(\.isActive).sorted { ($0.name, $0.user) < ($1.name, $1.user) }
    return active.map { one in
      colleague(one.name) == one ? Choice(one.name, one.user) : Choice(one.user, one.name)
    }
  }

  /// Our own figure at the end of a day; nil where it was not asked for, or nobody was known by then.
  func own(_ indicator: String, at day: Day) -> OwnFigure? {
    followed[indicator]?.first { $0.at == day }
  }

  func indicatorName(_ id: String) -> String { figures.indicator(id)?.name ?? id }
}
