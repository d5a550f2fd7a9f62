import Access
import CivilTime
import HTML

/// What every page of a signed-in person needs: who they are, the token of their forms, where they
/// are, and the frame around it all.
struct PageContext: Sendable {
  let person: Person
  let formToken: FormToken
  /// The path of the present page, with its query: where a person returns to.
  let path: String
  let frame: PageFrame
  let at: Instant

  var today: Day { at.inLondon.day }
}
