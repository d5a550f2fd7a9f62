import Access
public import HTML

/// Why somebody opens a record of a child they do not work with.
///
/// What they say is kept and is seen by the team manager (access rules A3, A4 and A10).
public enum OpenWithReason {
  /// Common grounds.
  ///
  /// The raw value goes with the form.
  enum Common: String, CaseIterable, Sendable {
    case duty, cover, family, asked, check, texts, other

    var label: String {
      switch self {
      case .duty: "I am on duty, and something about this child needs an answer now"
      case .cover: "I am covering for the child’s worker"
      case .family: "I work with someone in the child’s family or home"
      case .asked: "A manager asked me to"
      case .check: "I am checking or correcting what a return needs"
      case .texts: "I need to read what people wrote, to answer a question"
      case .other: "Something else"
      }
    }

    /// As it is kept.
    var short: String {
      switch self {
      case .duty: "On duty"
      case .cover: "Covering for the child’s worker"
      case .family: "Working with the child’s family or home"
      case .asked: "Asked by a manager"
      case .check: "Checking or correcting a return"
      case .texts: "Reading what people wrote"
      case .other: "Other"
      }
    }
  }

  static let commonField = "ground"
  static let reasonField = "reason"
  private static let longest = 500

  /// Reads what was given: the reason as it is to be kept, or nil with what is missing.
  public static func reason(in form: FormState) -> (reason: String?, form: FormState) {
    var form = form
    let common = form[commonField].flatMap(Common.init)
    if common == nil { form.refuse(commonField, "Choose why you need to open this record") }
    let text = (form[reasonField] ?? "").withoutEdges
    if text.isEmpty {
      form.refuse(reasonField, "Say in a sentence why you need to open this record")
    } else if text.count < 5 {
      form.refuse(reasonField, "Say a little more about why you need to open this record")
    } else if text.count > longest {
      form.refuse(reasonField, "Give your reason in \(longest) characters or fewer")
    }
    guard let common, form.errors.isEmpty else { return (nil, form) }
    return ("\(common.short): \(text)", form)
  }

  static var limit: Int { longest }
}

extension String {
  /// Without white space at either end.
  var withoutEdges: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
