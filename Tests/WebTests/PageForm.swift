@testable import Web

/// A form as a page of ours writes it, with the values it starts from.
struct PageForm {
  let action: String
  let fields: [SubmittedForm.Field]

  static func all(in page: String) -> [PageForm] {
    page.components(between: "<form", and: "</form>").map { form in
      let inputs = form.components(between: "<input", and: ">").compactMap { tag in
        attribute("name", of: tag).flatMap { name -> SubmittedForm.Field? in
          let type = attribute("type", of: tag)
          if type == "radio" || type == "checkbox", !tag.contains(" checked") { return nil }
          return .init(name, attribute("value", of: tag) ?? "")
        }
      }
      let areas = form.components(between: "<textarea", and: "</textarea>").compactMap { tag in
        attribute("name", of: tag).map { name in
          let text = tag.firstRange(of: ">").map { tag[$0.upperBound...] } ?? ""
          return SubmittedForm.Field(
            name, plain(text.hasPrefix("\n") ? String(text.dropFirst()) : String(text)))
        }
      }
      return PageForm(action: attribute("action", of: form) ?? "", fields: inputs + areas)
    }
  }

  private static func attribute(_ name: String, of tag: String) -> String? {
    tag.components(between: " \(name)=\"", and: "\"").first.map(plain)
  }

  static func plain(_ text: String) -> String {
    var text = text
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] { text = text.replacing(entity, with: character) }
    return text
  }
}

extension String {
  func components(between start: String, and end: String) -> [String] {
    var rest = self[...]
    var found: [String] = []
    while let opening = rest.firstRange(of: start) {
      rest = rest[opening.upperBound...]
      guard let closing = rest.firstRange(of: end) else { break }
      found.append(String(rest[..<closing.lowerBound]))
      rest = rest[closing.upperBound...]
    }
    return found
  }
}
