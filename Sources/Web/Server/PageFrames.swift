import Access
import CaseworkPages
import HTML
import Learning
import OutcomePages

/// Makes the frame around the pages: for someone signed in, and for anyone.
struct PageFrames: Sendable {
  let configuration: WebConfiguration
  let assets: Assets
  let watch: StoreWatch

  /// Without navigation or name: sign in, and errors.
  var forAnyone: PageFrame {
    PageFrame(
      council: configuration.council, notice: notice, assets: assets.frame)
  }

  private var notice: String? {
    var words = [configuration.notice]
    if watch.isReadOnly {
      watch.recheck()
      words.append(
        "Kith cannot save anything at the moment, so no record can be opened or changed.")
    } else if let preparation = watch.preparation {
      words.append(PreparationWords(preparation).notice)
    }
    let said = words.compactMap { $0 }
    return said.isEmpty ? nil : said.joined(separator: " ")
  }

  func frame(for person: Person, token: FormToken) -> PageFrame {
    var frame = forAnyone
    frame.navigation = PageFrames.navigation(for: person)
    frame.signedIn = SignedIn(
      name: person.name,
      role: Role.allCases.filter(person.roles.contains).map(\.label).joined(separator: ", "),
      signOut: "/sign-out", token: token)
    return frame
  }

  /// What leads where, for those who may go there.
  private static func navigation(for person: Person) -> [NavigationItem] {
    var items: [NavigationItem] = []
    if Policy.mayListChildren(person) { items.append(NavigationItem("Children", "/children")) }
    if Policy.maySearchEveryone(person) {
      items.append(NavigationItem("Search", "/search"))
      items.append(NavigationItem("My drafts", "/drafts"))
    }
    if Policy.mayListChildren(person) {
      items.append(NavigationItem("Returns check", "/findings"))
    }
    // Published figures are public.
    items.append(NavigationItem("Outcomes", .outcomes))
    items.append(NavigationItem("Compare", .compare))
    if Policy.mayImportAndExport(person) {
      items.append(NavigationItem("Imports", "/imports"))
      items.append(NavigationItem("Make a return", .exports))
    }
    if Policy.mayCountEveryone(person) { items.append(NavigationItem("Forecast", .forecast)) }
    if Policy.mayUseLearning(person) { items.append(NavigationItem("Learning", "/learning")) }
    if Policy.mayReviewRetention(person) {
      items.append(NavigationItem("Retention", "/retention"))
    } else if Policy.mayNoteBackups(person) {
      items.append(NavigationItem("Retention", "/retention/backups"))
    }
    if Policy.mayMakeEmergencyPack(person) {
      items.append(NavigationItem("Emergency pack", .emergency))
    }
    return items
  }
}
