public import CivilTime
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder with reference data for checking returns.
///
/// It may hold any of these, and each replaces what is built in:
/// - `postcodes.csv`: `POSTCODE,LAUA,EASTING,NORTHING`, or the ONS Postcode Directory or National
///   Statistics Postcode Lookup as published (also under its own name, `ONSPD…csv` or `NSPL…csv`);
/// - `providers.csv`: `URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE`, and Ofsted's workbooks of
///   providers (`.xlsx`, under whatever names); all of them together make the list;
/// - `authorities.csv`: `DISTRICT,AUTHORITY`, if need be with `FROM` and `TO`.
///
/// UTF-8, dates as dd/mm/yyyy, an empty cell is none.
public struct ReferenceFolder: Sendable {
  public private(set) var data: ReferenceData
  /// What was read, and from which file.
  public private(set) var notes: [ReadingNote] = []
  /// What could not be read; the rest was.
  public private(set) var refusals: [Refusal] = []
  /// The files that each kind of data was read from; none for what is built in.
  public private(set) var sources: [ReferenceKind: [String]] = [:]
  /// What the folder says of districts on any day.
  private(set) var changes: AuthorityChanges?

  /// Reads the folder.
  ///
  /// - Parameters:
  ///   - day: The day for which districts are told to authorities: the end of the collection year.
  ///   - builtIn: What counts where the folder has nothing else.
  public init(
    path: String, on day: Day, builtIn: ReferenceData, limits: ReadingLimits = .standard
  ) {
    data = builtIn
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      refusals.append(DiskFile.refusal(path, path, ENOENT))
      return
    }
    guard isFolder.boolValue else {
      refusals.append(
        Refusal(
          .file, file: path, reason: "this is a file", expected: "a folder with reference data",
          remedy: "Give the folder that the file is in."))
      return
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      refusals.append(DiskFile.refusal(path, path, EACCES))
      return
    }
    read(ReferenceFiles(names), in: path, day, limits)
    data.providers = data.providers?.located(in: data)
  }

  private mutating func read(
    _ files: ReferenceFiles, in folder: String, _ day: Day, _ limits: ReadingLimits
  ) {
    if let name = files.authorities {
      do throws(Refusal) {
        let file = try AuthorityFile.read(path: folder + "/" + name, name: name, limits: limits)
        data.authorities = file.changes.directory(on: day)
        changes = file.changes
        sources[.authorities] = [name]
        notes += file.notes
        refusals += file.refusals
      } catch {
        refusals.append(error)
      }
    }
    if let name = files.postcodes {
      var file = PostcodeFile(path: folder + "/" + name, name: name)
      if let postcodes = file.read() {
        data.postcodes = postcodes
        sources[.postcodes] = [name]
      }
      notes += file.notes
      refusals += file.refusals
    }
    readProviders(files, in: folder, limits)
    for name in files.others {
      notes.append(
        ReadingNote(
          "The file was not read: its name is none of those of reference data.", file: name,
          weight: .warning))
    }
  }

  private mutating func readProviders(
    _ files: ReferenceFiles, in folder: String, _ limits: ReadingLimits
  ) {
    guard files.providers != nil || !files.workbooks.isEmpty else { return }
    var intake = ProviderIntake()
    var read: [String] = []
    if let name = files.providers {
      do throws(Refusal) {
        let table = try ReferenceTable(
          path: folder + "/" + name, name: name, required: ["URN"], limits: limits)
        intake.take(table)
        notes += table.notes
        for column in ["PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE"]
        where !table.has(column) {
          notes.append(
            ReadingNote("There is no column \(column).", file: name, line: 1, weight: .warning))
        }
        notes.append(
          ReadingNote(
            "\(counted(intake.providers.count, "entry of a provider was", "entries of providers were")) read.",
            file: name))
        read.append(name)
      } catch {
        refusals.append(error)
      }
    }
    for name in files.workbooks {
      do throws(Refusal) {
        let bytes = try DiskFile(path: folder + "/" + name, name: name).read(limits)
        var workbook = ProviderWorkbook(file: name)
        defer { notes += workbook.notes }
        try workbook.read(bytes, into: &intake)
        read.append(name)
      } catch {
        refusals.append(error)
      }
    }
    refusals += intake.refusals
    if !read.isEmpty {
      data.providers = ProviderList(intake.providers)
      sources[.providers] = read
    }
  }
}

/// The files of a folder by what they hold.
private struct ReferenceFiles {
  var authorities: String?
  var postcodes: String?
  var providers: String?
  var workbooks: [String] = []
  var others: [String] = []

  init(_ names: [String]) {
    // Capitals in a name make no difference; of two that differ in them the first is read.
    for name in names.sorted() where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let plain = name.lowercased()
      let isTable = plain.hasSuffix(".csv")
      let isDirectory = isTable && (plain.hasPrefix("onspd") || plain.hasPrefix("nspl"))
      if plain == "authorities.csv", authorities == nil {
        authorities = name
      } else if plain == "postcodes.csv" {
        if let other = postcodes { others.append(other) }
        postcodes = name
      } else if isDirectory, postcodes == nil {
        postcodes = name
      } else if plain == "providers.csv", providers == nil {
        providers = name
      } else if plain.hasSuffix(".xlsx") || plain.hasSuffix(".xls") || plain.hasSuffix(".xlsm") {
        workbooks.append(name)
      } else if isTable {
        others.append(name)
      }
    }
  }
}
