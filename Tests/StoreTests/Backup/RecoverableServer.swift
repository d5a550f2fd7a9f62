import Foundation
import ProcessStarting
import Testing

@testable import Store

/// A PostgreSQL cluster as `docs/operating-recovery.md` has it set up: its log of writes is archived, so
/// that it can be brought back to any moment since the last base backup.
///
/// The commands are those of the guide.
final class RecoverableServer {
  let folder: String
  private let programs: String

  /// Makes the cluster and starts it on a socket in a folder of its own.
  init() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
    let version = try #require(found.compactMap { Int($0) }.max(), "PostgreSQL is not installed")
    programs = "/usr/lib/postgresql/\(version)/bin"
    folder = "/tmp/kith-recovery-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if getuid() == 0 { try run("chown postgres \(folder)", asRoot: true) }
    try run(
      """
      mkdir \(folder)/archive
      \(programs)/initdb --pgdata=\(folder)/data --username=kith --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync --wal-segsize=1
      cat >> \(folder)/data/postgresql.conf <<END
      listen_addresses = ''
      max_wal_senders = 4
      unix_socket_directories = '\(folder)'
      fsync = off
      archive_mode = on
      archive_command = 'test ! -f \(folder)/archive/%f && cp %p \(folder)/archive/%f'
      END
      """)
    try start("data")
  }

  deinit {
    for cluster in ["data", "recovered"]
    where FileManager.default.fileExists(atPath: "\(folder)/\(cluster)") {
      _ = try? run(
        "\(programs)/pg_ctl --pgdata=\(folder)/\(cluster) --mode=immediate --silent stop")
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  func address(_ database: String) -> DatabaseAddress {
    DatabaseAddress("postgres:///\(database)?host=\(folder)&user=kith")
  }

  func makeDatabase(_ name: String) throws { _ = try run(sql: "CREATE DATABASE \(name)") }

  func makeBaseBackup() throws {
    try run(
      """
      \(programs)/pg_basebackup --pgdata=\(folder)/base --host=\(folder) --username=kith \
        --checkpoint=fast --wal-method=none --no-sync
      """)
  }

  /// The time on the server's clock.
  func time() throws -> String { try run(sql: "SELECT clock_timestamp()") }

  /// The disaster: the cluster is gone; what was archived and the base backup are elsewhere.
  func lose() throws {
    _ = try run(sql: "SELECT pg_switch_wal()")
    try run(
      """
      \(programs)/pg_ctl --pgdata=\(folder)/data --mode=fast --silent --wait stop
      rm -rf \(folder)/data
      """)
  }

  /// Brings the base backup forward to a time, and starts it.
  func recover(to time: String) throws {
    try run(
      """
      cp -a \(folder)/base \(folder)/recovered
      cat >> \(folder)/recovered/postgresql.conf <<END
      restore_command = 'cp \(folder)/archive/%f %p'
      recovery_target_time = '\(time)'
      recovery_target_action = promote
      END
      touch \(folder)/recovered/recovery.signal
      """)
    try start("recovered")
    // It answers before the last of the archive is read; from promotion on it can be written to.
    for _ in 1...300 {
      if try run(sql: "SELECT pg_is_in_recovery()") == "f" { return }
      usleep(100_000)
    }
    Issue.record("the recovered server was not promoted within 30 seconds")
  }

  /// The server outlives this process, so it must not keep what others of it wait to be closed.
  private func start(_ cluster: String) throws {
    try run(
      """
      (
        for open in /proc/self/fd/*; do
          number=${open##*/}
          if ((number > 2)); then eval "exec $number>&-"; fi
        done
        \(programs)/pg_ctl --pgdata=\(folder)/\(cluster) --log=\(folder)/\(cluster).log --silent \
          --wait start
      )
      """)
  }

  private func run(sql: String) throws -> String {
    try run(
      "\(programs)/psql --host=\(folder) --username=kith --dbname=postgres -tA -c \"\(sql)\"")
  }

  /// Runs a script, as the account `postgres` where this is root: PostgreSQL does not run as root.
  /// - Returns: what it prints
  @discardableResult
  private func run(_ script: String, asRoot: Bool = false) throws -> String {
    let process = Process()
    let isSwitched = getuid() == 0 && !asRoot
    process.executableURL = URL(fileURLWithPath: isSwitched ? "/usr/sbin/runuser" : "/bin/bash")
    process.arguments =
      (isSwitched ? ["-u", "postgres", "--", "/bin/bash"] : []) + ["-euc", "cd /tmp\n" + script]
    let log = folder + "-output"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: log) }
    // A server that goes on running would keep a pipe open for ever.
    let output = try #require(FileHandle(forWritingAtPath: log))
    process.standardOutput = output
    process.standardError = output
    try process.start()
    process.waitUntilExit()
    let said = try String(contentsOfFile: log, encoding: .utf8)
    try #require(process.terminationStatus == 0, "\(script)\n\(said)")
    return said.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
