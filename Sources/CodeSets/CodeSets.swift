import Foundation

/// The code sets that come with Kith.
///
/// Source of the data: see `Resources/README.md`.
public enum CodeSets {
  /// The code sets of the SSDA903 return and the children in need census, and Kith's own.
  ///
  /// Names are the return and the item: `ssda903.PLACE`, `cin.ReferralSource`, `kith.visitPurpose`.
  ///
  /// - Throws: `CodeSetError` when a data file is missing or broken, which means that this copy of
  ///   Kith was not installed whole.
  public static func standard() throws(CodeSetError) -> CodeSetLibrary {
    var sets: [CodeSet] = []
    for (prefix, source) in [("ssda903", "ssda903"), ("cin", "cin"), ("kith", "kith-codesets")] {
      let file = "\(source).csv"
      guard
        let place = Bundle.module.url(
          forResource: source, withExtension: "csv", subdirectory: "Resources"),
        let data = try? Data(contentsOf: place), let text = String(data: data, encoding: .utf8)
      else { throw .unreadable(file: file) }
      sets += try CodeSetFile.read(text, prefix: prefix, file: file)
    }
    return CodeSetLibrary(sets)
  }
}
