import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Works a store as the tests and the measurements want it, in a process of its own.
///
/// `write PATH` keeps commits until it is killed and prints the position of each one acknowledged;
/// `prepare PATH` makes what a new version needs, once it has said that it begins;
/// `rebuild PATH` makes what is derived anew, once it has said that it begins;
/// `destroy PATH` destroys records until it is killed and prints which were acknowledged;
/// `measure PATH CHILDREN` says what things cost; `leave PATH` leaves a small database behind.
@main struct StoreExercise {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      return print("write PATH | leave PATH | measure PATH CHILDREN")
    }
    guard let authority = Authority(number: 383) else { return }
    let store = try await DatabaseStore.open(
      DatabaseAddress(arguments[2]), key: ProcessInfo.processInfo.environment["KITH_KEY"],
      authority: authority, projections: [],
      making: arguments[1] == "prepare" ? .later : .atOnce, workingDays: .england(),
      clock: { Instant(milliseconds: 1_795_255_200_000) })
    switch arguments[1] {
    case "leave": try await Leaving(store: store).run()
    case "prepare": try await KillablePreparing(store: store).run()
    case "rebuild": try await KillableRebuild(store: store).run()
    case "destroy": try await KillableDestroyer(store: store).run()
    case "write": try await KillableWriter(store: store).run()
    case "measure":
      try await Measurement(
        store: store, children: arguments.count > 3 ? Int(arguments[3]) ?? 1_000 : 1_000
      )
      .run()
    default: print("write PATH | leave PATH | measure PATH CHILDREN")
    }
  }
}

extension Person {
  static func officer(_ authority: Authority) -> Person {
    Person(user: "olu", name: "Olu Data", authority: authority, roles: [.dataOfficer])
  }

  static func manager(_ authority: Authority) -> Person {
    Person(
      user: "mo", name: "Mo Manager", authority: authority, roles: [.teamManager], team: "North")
  }
}
