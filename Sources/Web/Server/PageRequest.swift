import Access
import CareRecord
import CivilTime
import HTML
import Hummingbird
import Store

/// A request of somebody who is signed in.
struct PageRequest: Sendable {
  let context: PageContext
  let parameters: Parameters
  let query: Query
  let request: Request

  var person: Person { context.person }
  var at: Instant { context.at }
  var today: Day { context.today }

  /// - Parameter purpose: what for, in a few words; the read log keeps it.
  func reading(_ purpose: String) -> Reading {
    Reading(by: person, at: at, today: today, purpose: purpose)
  }

  /// The child whose identifier stands in the address.
  func child(_ name: String = "child") throws -> Subject {
    .child(try identifier(name))
  }

  /// An identifier that stands in the address; one that cannot be any is a page that is not there.
  func identifier<Of>(_ name: String) throws -> Identifier<Of> {
    guard let id = parameters.get(name).flatMap({ Identifier<Of>(text: $0) }) else {
      throw Failure.notFound
    }
    return id
  }
}
