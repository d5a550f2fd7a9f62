import CareRecord
public import CivilTime
public import HTML

extension EmergencyPack {
  /// What anyone may read who finds the file.
  ///
  /// - Parameter holders: who can open it, and when they set their passphrase
  public func introduction(for holders: [(name: String, set: Day)]) -> [String] {
    [
      "What must be at hand of the open cases of authority \(authority) when Kith cannot be reached, as "
        + "it stood on \(made.spoken).",
      "It is locked, and opens on any computer, without a network, with the emergency passphrase of "
        + holders.map { "\($0.name) (set on \($0.set.spoken))" }.joined(separator: " or ") + ".",
      "It is not kept up to date. Destroy it when a newer one is made.",
    ]
  }

  public var title: String { "Emergency pack of authority \(authority)" }

  /// The pack as one page, which runs no script and loads nothing.
  /// - Throws: `StaticFile.MissingFile` where the stylesheet was not installed beside the program.
  public func page() throws(StaticFile.MissingFile) -> OfflinePage {
    try OfflinePage(title) {
      p {
        strong { "As it stood on \(made.spoken). " }
        "\(counted(childCount, "child", plural: "children")) with an open case. Nothing here is kept up to "
        "date: check what you can before you act on it, and write down what you do, so that it can be "
        "recorded in Kith afterwards."
      }
      if childCount == 0 { p { "No child had an open case." } }
      nav(.aria("label", "By team")) {
        h2 { "By team" }
        ul {
          for (number, team) in teams.enumerated() {
            li {
              a(.href(.place("team-\(number + 1)"))) { team.name }
              " (\(counted(team.childCount, "child", plural: "children")))"
            }
          }
        }
      }
      nav(.aria("label", "By name")) {
        h2 { "By name" }
        for (letter, children) in letters {
          h3 { letter }
          ul(class: "links") {
            for child in children {
              li {
                a(.href(.place(child.anchor))) { child.name }
                span(class: "where") { ", \(child.place)" }
              }
            }
          }
        }
      }
      for (number, team) in teams.enumerated() {
        h2(.id("team-\(number + 1)")) { team.name }
        for worker in team.workers {
          h3 { "\(worker.name): \(counted(worker.children.count, "child", plural: "children"))" }
          for child in worker.children { child.markup }
        }
      }
    }
  }
}

extension EmergencyPack.Child {
  fileprivate var markup: Markup {
    article(class: "case", .id(anchor)) {
      h4 { name }
      for alert in alerts {
        p(class: "warning") {
          "Alert: "
          alert
        }
      }
      dl(class: "facts") {
        dt { "Born" }
        dd { birth }
        dt { "Status" }
        dd { list(statuses, none: "Not recorded") }
        if !placement.isEmpty {
          dt { "Placement" }
          dd { placement.joined(separator: "; ") }
        }
        dt { "Address" }
        dd {
          if addresses.isEmpty { "Not recorded" }
          for home in addresses { home.markup }
        }
        dt { "Family" }
        dd {
          if let sibling {
            "The same family as of "
            a(.href(.place(sibling.anchor))) { sibling.name }
          } else if family.isEmpty {
            "Nobody is recorded"
          } else {
            relatives
          }
        }
      }
    }
  }

  @MarkupBuilder
  private func list(_ lines: [String], none: String) -> Markup {
    if lines.isEmpty { none }
    if lines.count == 1 { lines[0] }
    if lines.count > 1 {
      ul { for line in lines { li { line } } }
    }
  }

  private var relatives: Markup {
    Markup {
      ul {
        for relative in family {
          li {
            "\(relative.name), \(relative.role)"
            if let responsibility = relative.parentalResponsibility {
              ". Parental responsibility: \(responsibility)"
            }
          }
        }
      }
    }
  }
}

extension EmergencyPack.Home {
  fileprivate var markup: Markup {
    Markup {
      if isProtected {
        p(class: "warning") {
          "Protected address: do not disclose it to anyone, the family included. "
          words
        }
      } else {
        p { words }
      }
    }
  }
}
