import CivilTime
import ServiceLifecycle
import Store

/// Looks now and then for long work that another server left behind, and stops when the server does.
struct BackgroundWork: Service {
  let pages: ServedPages
  let clock: WallClock

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var round = 0
      while !Task.isCancelled {
        for page in pages.all {
          await page.queue.wake()
          // Once in ten minutes is often enough for files that are kept a week.
          if round.isMultiple(of: 120) {
            try? await page.served.store.forgetJobFiles(
              endedBefore: clock.now.adding(milliseconds: -Job.keepsFiles))
          }
        }
        round += 1
        try? await Task.sleep(for: .seconds(5))
      }
    }
    for page in pages.all { await page.queue.stop() }
  }
}
