import Foundation

/// The code sets that come with Kith.
///
/// Source of the data: see `Resources/README.md`.
public enum CodeSets {
  /// The code sets of the SSDA903 return and the children in need census.
  ///
  /// Names are the return and the item: `ssda903.PLACE`, `cin.ReferralSource`.
  ///
  /// - Throws: `CodeSetError` when a data file is missing or broken, which means that this copy of
  ///   Kith was not installed whole.
  public static func standard() throws(CodeSetError) -> CodeSetLibrary {
    var sets: [CodeSet] = []
    for source in ["ssda903", "cin"] {
      let file = "\(source).csv"
      guard
        let place = Bundle.module.url(
          forResource: source, withExtension: "csv", subdirectory: "Resources"),
        let data = try? Data(contentsOf: place), let text = String(data: data, encoding: .utf8)
      else { throw .unreadable(file: file) }
      sets += try CodeSetFile.read(text, prefix: source, file: file)
    }
    return CodeSetLibrary(sets)
  }
}
