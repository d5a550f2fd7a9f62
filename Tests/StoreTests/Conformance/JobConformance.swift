import CivilTime
import Store
import Testing

/// Long work that waits in the store, on either database.
@Suite struct JobConformance {
  private func run(
    _ maker: StoreMaker, _ clock: TestClock = TestClock(),
    _ test: @Sendable (any JobStore) async throws -> Void
  ) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open(clock: clock)
      try await test(store)
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all)
  func work_is_handed_out_in_the_order_in_which_it_was_asked_for(_ maker: StoreMaker) async throws {
    let clock = TestClock()
    try await run(maker, clock) { store in
      let first = try await store.addJob("export", of: "{}", by: "data", at: clock.now)
      let second = try await store.addJob("import", of: #"{"a":"é"}"#, by: "data", at: clock.now)
      #expect([first.number, second.number] == [1, 2])
      #expect(try await store.takeJob(by: "one", at: clock.now)?.number == 1)
      try await store.endJob(1, by: "one", JobEnd(.done, "Made."), at: clock.now)
      let taken = try #require(try await store.takeJob(by: "one", at: clock.now))
      #expect(taken.number == 2)
      #expect(taken.what == #"{"a":"é"}"#)
      #expect(taken.started == clock.now)
      try await store.endJob(2, by: "one", JobEnd(.failed, "No."), at: clock.now)
      #expect(try await store.takeJob(by: "one", at: clock.now) == nil)
      #expect(try await store.jobs(limit: 10).map(\.outcome) == [.failed, .done])
      #expect(try await store.jobs(limit: 1).map(\.words) == ["No."])
    }
  }

  @Test(arguments: StoreMaker.all)
  func however_long_the_line_is_it_is_counted_and_looked_through(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      for number in 1...250 {
        _ = try await store.addJob(
          number == 1 ? "import" : "export", of: "{}", by: "data", at: TestClock.start)
      }
      #expect(try await store.jobsWaiting(before: 250) == 249)
      #expect(try await store.jobs(of: ["import"], ended: 0).map(\.number) == [1])
      _ = try await store.takeJob(by: "one", at: TestClock.start)
      try await store.endJob(1, by: "one", JobEnd(.done, "Made."), at: TestClock.start)
      #expect(try await store.jobsWaiting(before: 250) == 248)
      #expect(try await store.jobs(of: ["import"], ended: 1).map(\.number) == [1])
      #expect(try await store.jobs(of: ["import", "export"], ended: 0).count == 249)
    }
  }

  @Test(arguments: StoreMaker.all)
  func an_authority_s_work_is_one_worker_s_at_a_time_until_that_worker_falls_silent(
    _ maker: StoreMaker
  ) async throws {
    let clock = TestClock()
    try await run(maker, clock) { store in
      _ = try await store.addJob("export", of: "", by: "data", at: clock.now)
      _ = try await store.addJob("export", of: "", by: "data", at: clock.now)
      _ = try await store.takeJob(by: "one", at: clock.now)
      #expect(try await store.takeJob(by: "two", at: clock.now) == nil)
      let isOurs = try await store.advanceJob(1, by: "one", done: 3, total: 9, at: clock.now)
      #expect(isOurs)
      clock.advance(minutes: 2)
      let again = try #require(try await store.takeJob(by: "two", at: clock.now))
      #expect(again.number == 1)
      #expect((again.done, again.total) == (3, 9))
      // The one that was thought gone learns it, and can end nothing any more.
      let stillOurs = try await store.advanceJob(1, by: "one", done: 4, total: 9, at: clock.now)
      #expect(!stillOurs)
      try await store.endJob(1, by: "one", JobEnd(.done, "Late."), at: clock.now)
      #expect(try await store.job(1)?.ended == nil)
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_a_worker_leaves_is_taken_up_at_once(_ maker: StoreMaker) async throws {
    let clock = TestClock()
    try await run(maker, clock) { store in
      _ = try await store.addJob("export", of: "", by: "data", at: clock.now)
      _ = try await store.takeJob(by: "one", at: clock.now)
      try await store.leaveJobs(of: "one")
      #expect(try await store.takeJob(by: "two", at: clock.now)?.number == 1)
    }
  }

  @Test(arguments: StoreMaker.all)
  func only_what_nobody_has_begun_is_taken_out_of_the_line(_ maker: StoreMaker) async throws {
    let clock = TestClock()
    try await run(maker, clock) { store in
      for _ in 1...2 { _ = try await store.addJob("export", of: "", by: "data", at: clock.now) }
      _ = try await store.takeJob(by: "one", at: clock.now)
      let begun = try await store.cancelJob(1, by: "data", at: clock.now)
      let waiting = try await store.cancelJob(2, by: "data", at: clock.now)
      #expect((begun, waiting) == (false, true))
      #expect(try await store.job(2)?.outcome == .cancelled)
    }
  }

  @Test(arguments: StoreMaker.all)
  func files_are_kept_byte_for_byte_for_a_while(_ maker: StoreMaker) async throws {
    let clock = TestClock()
    let files = [
      JobFile(name: "header.csv", bytes: Array("CHILD\r\n".utf8)),
      JobFile(name: "empty.csv", bytes: []), JobFile(name: "all.bin", bytes: Array(0...255)),
    ]
    try await run(maker, clock) { store in
      _ = try await store.addJob("export", of: "", by: "data", at: clock.now)
      _ = try await store.takeJob(by: "one", at: clock.now)
      try await store.endJob(1, by: "one", JobEnd(.done, "Made.", files: files), at: clock.now)
      #expect(try await store.jobFiles(1) == files)
      try await store.forgetJobFiles(endedBefore: clock.now)
      #expect(try await store.jobFiles(1) == files)
      try await store.forgetJobFiles(endedBefore: clock.now.adding(milliseconds: 1))
      #expect(try await store.jobFiles(1).isEmpty)
      #expect(try await store.job(1)?.outcome == .done)
    }
  }
}
