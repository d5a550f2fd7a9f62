import Access
import CareRecord
import CivilTime
import Store
import Testing

@Suite struct PeopleConformance {
  @Test(arguments: StoreMaker.all)
  func an_account_comes_back_as_it_was_made(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      for person in [Person.worker, .manager, .officer] {
        try await store.addAccount(person, passwordHash: "h", at: TestClock.start)
      }
      #expect(try await store.account(user: "wren")?.person == .worker)
      #expect(try await store.accounts().map(\.person) == [.manager, .officer, .worker])
      #expect(try await store.account(user: "nobody") == nil)
      await #expect(throws: StoreUnavailable.self) {
        try await store.addAccount(.worker, passwordHash: "other", at: TestClock.start)
      }
      #expect(try await store.account(user: "wren")?.passwordHash == "h")
      await #expect(throws: StoreUnavailable.self) {
        try await store.addAccount(.stranger, passwordHash: "h", at: TestClock.start)
      }
      await #expect(throws: StoreUnavailable.self) {
        try await store.setPasswordHash("h", of: "nobody", at: TestClock.start)
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_session_that_ended_long_ago_is_removed_when_somebody_signs_in(
    _ maker: StoreMaker
  ) async throws {
    try await maker.run { store in
      try await store.addAccount(.worker, passwordHash: "h", at: TestClock.start)
      for (token, days) in [(1, 0), (2, 20), (3, 31)] as [(UInt8, Int64)] {
        let at = TestClock.start.adding(milliseconds: days * 86_400_000)
        try await store.startSession(
          Session(tokenHash: [token], user: "wren", formToken: "form", started: at, lastSeen: at))
      }
      #expect(try await store.session(tokenHash: [1], at: TestClock.start) == nil)
      #expect(try await store.session(tokenHash: [2], at: TestClock.start) != nil)
      #expect(try await store.session(tokenHash: [3], at: TestClock.start) != nil)
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_session_lasts_until_it_is_ended_or_its_account_changed(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      try await store.addAccount(.worker, passwordHash: "h", at: TestClock.start)
      func start(_ token: [UInt8]) async throws {
        try await store.startSession(
          Session(
            tokenHash: token, user: "wren", formToken: "form", started: TestClock.start,
            lastSeen: TestClock.start))
      }
      func found(_ token: [UInt8]) async throws -> Session? {
        try await store.session(tokenHash: token, at: TestClock.start)?.0
      }
      try await start([1])
      try await start([2])
      let later = TestClock.start.adding(milliseconds: 5_000)
      try await store.touchSession(tokenHash: [1], lastSeen: later)
      #expect(try await found([1])?.lastSeen == later)
      #expect(try await found([1])?.formToken == "form")
      #expect(try await store.session(tokenHash: [2], at: later)?.1.person == .worker)
      #expect(try await found([3]) == nil)
      try await store.endSession(tokenHash: [1])
      #expect(try await found([1]) == nil)
      try await store.setPasswordHash("new", of: "wren", at: later)
      #expect(try await found([2]) == nil)
      try await start([4])
      try await store.disableAccount(user: "wren", at: later)
      #expect(try await found([4]) == nil)
      try await start([5])
      #expect(try await found([5]) == nil)
      #expect(try await store.account(user: "wren")?.disabled == true)
    }
  }

  @Test(arguments: StoreMaker.all)
  func failed_sign_ins_are_counted_since_a_moment(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      for minute: Int64 in 0..<5 {
        let moment = TestClock.start.adding(milliseconds: minute * 60_000)
        try await store.recordSignInFailure(key: "wren", at: moment)
      }
      try await store.recordSignInFailure(key: "mo", at: TestClock.start)
      let since = TestClock.start.adding(milliseconds: 3 * 60_000)
      #expect(try await store.signInFailures(key: "wren", since: since) == 2)
      #expect(try await store.signInFailures(key: "wren", since: TestClock.start) == 5)
      try await store.clearSignInFailures(key: "wren")
      #expect(try await store.signInFailures(key: "wren", since: TestClock.start) == 0)
      #expect(try await store.signInFailures(key: "mo", since: TestClock.start) == 1)
    }
  }

  @Test(arguments: StoreMaker.all)
  func two_windows_lose_no_text(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      func draft(_ text: String, seconds: Int64 = 0) -> Draft {
        Draft(
          key: "record-visit/1", user: "wren", fields: [DraftField(name: "note", value: text)],
          version: 0, saved: TestClock.start.adding(milliseconds: seconds * 1_000),
          subjects: [child(1), Subject(.adult, SubjectID(raw: 2))])
      }
      func texts() async throws -> [String] {
        try await store.drafts(user: "wren").flatMap { $0.fields.map(\.value) }
      }
      guard case .saved(1) = try await store.saveDraft(draft("a"), base: 0),
        case .saved(2) = try await store.saveDraft(draft("ab"), base: 1)
      else { throw Unexpected("not saved") }
      #expect(try await texts() == ["ab"])
      // Another window, opened before anything was saved.
      guard
        case .conflict(let theirs, 3) = try await store.saveDraft(draft("x", seconds: 1), base: 0)
      else { throw Unexpected("no conflict") }
      #expect(theirs.fields == [DraftField(name: "note", value: "ab")])
      #expect(try await texts() == ["x", "ab"])
      // Each goes on from its own text.
      guard
        case .conflict(_, 4) = try await store.saveDraft(draft("abc", seconds: 2), base: 2),
        case .conflict(_, 5) = try await store.saveDraft(draft("xy", seconds: 3), base: 3)
      else { throw Unexpected("no conflict") }
      #expect(try await texts() == ["xy", "abc"])
      #expect(try await store.draft(key: "record-visit/1", user: "wren")?.version == 5)
      #expect(
        try await store.draft(key: "record-visit/1", user: "wren")?.subjects
          == [child(1), Subject(.adult, SubjectID(raw: 2))])
      #expect(try await store.draft(key: "record-visit/1", user: "mo") == nil)
      try await store.discardDraft(key: "record-visit/1", user: "wren", version: 4)
      guard case .saved(6) = try await store.saveDraft(draft("xyz"), base: 5) else {
        throw Unexpected("not saved")
      }
      try await store.deleteDraft(key: "record-visit/1", user: "wren")
      #expect(try await texts().isEmpty)
    }
  }
}

@Suite struct SubmissionConformance {
  private func submission(year: Int = 2018) -> Submission {
    Submission(
      id: 0, authority: leeds, returnName: "ssda903", year: year, receivedAt: TestClock.start,
      receivedBy: "olu", digest: "", state: .received)
  }

  @Test(arguments: StoreMaker.all)
  func files_are_kept_byte_for_byte_and_once(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      let files = [
        SubmissionFile(name: "header.csv", bytes: [0xEF, 0xBB, 0xBF, 0, 13, 10, 0xFF]),
        SubmissionFile(name: "empty.csv", bytes: []),
      ]
      let kept = try await store.keep(submission(), files: files)
      #expect(kept.id > 0)
      #expect(kept.digest == SubmissionFile.digest(of: files.reversed()))
      #expect(try await store.files(of: kept.id) == files)
      try await store.setState(.importing, of: kept.id, progress: "3 of 9")
      let again = try await store.keep(submission(), files: files)
      #expect(again.id == kept.id)
      #expect(again.state == .importing)
      #expect(again.progress == "3 of 9")
      let other = try await store.keep(submission(year: 2019), files: files)
      #expect(other.id != kept.id)
      #expect(try await store.submissions(of: leeds).map(\.id) == [other.id, kept.id])
      #expect(try await store.submissions(of: bristol).isEmpty)
      #expect(try await store.submission(id: kept.id)?.state == .importing)
      #expect(try await store.submission(id: 999) == nil)
      let renamed = [files[0], SubmissionFile(name: "other.csv", bytes: [])]
      #expect(SubmissionFile.digest(of: renamed) != kept.digest)
    }
  }

  @Test(arguments: StoreMaker.all)
  func one_importer_at_a_time(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      func minutes(_ number: Int64) -> Instant {
        TestClock.start.adding(milliseconds: number * 60_000)
      }
      try await store.takeImportLease(holder: "Olu on desk 1", authority: leeds, at: minutes(0))
      let refused = await #expect(throws: StoreUnavailable.self) {
        try await store.takeImportLease(holder: "Olu on desk 2", authority: leeds, at: minutes(1))
      }
      #expect(refused?.publicDescription.contains("Olu on desk 1") == true)
      // The log is no place for names.
      #expect(refused?.description.contains("Olu") == false)
      try await store.takeImportLease(holder: "x", authority: bristol, at: minutes(1))
      try await store.renewImportLease(holder: "Olu on desk 1", authority: leeds, at: minutes(4))
      await #expect(throws: StoreUnavailable.self) {
        try await store.takeImportLease(holder: "Olu on desk 2", authority: leeds, at: minutes(8))
      }
      // The first went silent for five minutes: the second takes over, and the first must stop.
      try await store.takeImportLease(holder: "Olu on desk 2", authority: leeds, at: minutes(9))
      await #expect(throws: StoreUnavailable.self) {
        try await store.renewImportLease(holder: "Olu on desk 1", authority: leeds, at: minutes(9))
      }
      try await store.releaseImportLease(holder: "Olu on desk 1", authority: leeds)
      await #expect(throws: StoreUnavailable.self) {
        try await store.takeImportLease(holder: "Third", authority: leeds, at: minutes(9))
      }
      try await store.releaseImportLease(holder: "Olu on desk 2", authority: leeds)
      try await store.takeImportLease(holder: "Third", authority: leeds, at: minutes(9))
    }
  }
}
