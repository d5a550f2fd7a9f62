import Access
import CareRecord
package import CaseworkPages
package import Learning
package import Published

/// What every page of learning is told: the moment, and all that its reader may see of the register.
package struct LearningSetting: Sendable {
  /// Somebody who has an account.
  package struct Colleague: Hashable, Sendable {
    package let user: String
    package let name: String

    package init(user: String, name: String) {
      self.user = user
      self.name = name
    }
  }

  package let page: PageSetting
  package let register: LearningRegister
  package let colleagues: [Colleague]
  package let figures: PublishedFigures
  package let prompts: [ReflectivePrompt]
  package let library: EvidenceLibrary

  package init(
    page: PageSetting, register: LearningRegister, colleagues: [Colleague],
    figures: PublishedFigures, promptsOfTheTool: [ReflectivePrompt], library: EvidenceLibrary
  ) {
    self.page = page
    self.register = register
    self.colleagues = colleagues
    self.figures = figures
    prompts = register.prompts(promptsOfTheTool)
    self.library = library
  }

  /// The Department's number of our authority, by which published figures know it.
  var area: String { page.person.authority.description }

  func name(of user: String) -> String { colleagues.first { $0.user == user }?.name ?? user }

  /// The one colleague who is meant by a user name or a full name; nil where nobody or several are.
  func colleague(_ words: String) -> Colleague? {
    let words = words.lowercased()
    if let one = colleagues.first(where: { $0.user == words }) { return one }
    let named = colleagues.filter { $0.name.lowercased() == words }
    return named.count == 1 ? named[0] : nil
  }

  func indicatorName(_ id: String) -> String { figures.indicator(id)?.name ?? id }
}
