import Returns

/// A small census made of rows that name their module, in any order: `CINdetailsID` says in which
/// episode a group stands, otherwise it stands in the last one of the child.
struct CINScene {
  struct Key: Hashable {
    let table: String
    /// From 1.
    let row: Int

    init(_ table: String, _ row: Int) {
      self.table = table
      self.row = row
    }
  }

  fileprivate struct Group {
    var module: String
    var values: [String: String]
    /// Which row it is; nil for one that only has to be there.
    var place: Int?
    var episode = ""
    var inner: [Group] = []
  }

  fileprivate struct Child {
    var id: String
    var identifiers: Group
    var characteristics = Group(module: "ChildCharacteristics", values: [:])
    var disabilities: [Group] = []
    var details: [Group] = []
  }

  private var header: [String: String]?
  private var children: [Child] = []
  /// Where each row stands in its module; nil for one that stands nowhere.
  private(set) var keys: [Key?] = []
  private var xml = ""

  init(_ rows: [(module: String, values: [String: String])], header: [String: String]?) {
    self.header = header
    // Whoever a row belongs to has to be there before it.
    let outer = ["Header", "ChildIdentifiers", "CINdetails"]
    for level in outer + ["ChildProtectionPlans", "Assessments"] {
      for (place, row) in rows.enumerated() where row.module == level {
        add(row.module, row.values, place)
      }
    }
    for (place, row) in rows.enumerated()
    where !(outer + ["ChildProtectionPlans", "Assessments"]).contains(row.module) {
      add(row.module, row.values, place)
    }
    keys = rows.map { _ in nil }
    write()
  }

  func file() throws(Refusal) -> SourceFile {
    try SourceFile(name: "example.xml", bytes: Array(xml.utf8))
  }

  private mutating func add(_ module: String, _ values: [String: String], _ place: Int) {
    let group = Group(module: module, values: values, place: place)
    if module == "Header" {
      header = values
      return
    }
    let id = values["LAchildID"] ?? ""
    if module == "ChildIdentifiers" {
      children.append(Child(id: id, identifiers: group))
      return
    }
    let known = children.lastIndex { $0.id == id }
    let child = known ?? children.count
    if known == nil {
      let identifiers = Group(
        module: "ChildIdentifiers", values: id.isEmpty ? [:] : ["LAchildID": id])
      children.append(Child(id: id, identifiers: identifiers))
    }
    switch module {
    case "ChildCharacteristics": children[child].characteristics = group
    case "Disabilities": children[child].disabilities.append(group)
    case "CINdetails":
      var group = group
      group.episode = values["CINdetailsID"] ?? ""
      children[child].details.append(group)
    default: children[child].add(group)
    }
  }

  private mutating func write() {
    var counts: [String: Int] = [:]
    xml = "<Message>"
    if let header {
      xml += "<Header><CollectionDetails>" + elements(header, CollectionDetailsColumn.self)
      xml += "</CollectionDetails></Header>"
    }
    xml += "<Children>"
    func begin(_ group: Group, _ name: String? = nil) {
      counts[group.module, default: 0] += 1
      if let place = group.place {
        keys[place] = Key(name ?? group.module, counts[group.module, default: 0])
      }
    }
    for child in children {
      begin(child.identifiers)
      xml += "<Child><ChildIdentifiers>"
      xml += elements(child.identifiers.values, ChildIdentifiersColumn.self)
      xml += "</ChildIdentifiers>"
      if child.characteristics.place != nil || !child.disabilities.isEmpty {
        begin(child.characteristics)
        xml += "<ChildCharacteristics>"
        xml += elements(child.characteristics.values, ChildCharacteristicsColumn.self)
        xml += "<Disabilities>"
        for group in child.disabilities {
          begin(group)
          xml += "<Disability>\(escaped(group.values["Disability"] ?? ""))</Disability>"
        }
        xml += "</Disabilities></ChildCharacteristics>"
      }
      for details in child.details {
        begin(details)
        xml += "<CINdetails>" + elements(details.values, CINDetailsColumn.self)
        for group in details.inner {
          begin(group)
          xml += "<\(group.module)>"
          switch group.module {
          case "Assessments":
            xml += elements(group.values, AssessmentColumn.self) + factors(group.values)
          case "CINPlanDates": xml += elements(group.values, CINPlanDatesColumn.self)
          case "Section47": xml += elements(group.values, Section47Column.self)
          case "ChildProtectionPlans":
            xml += elements(group.values, ChildProtectionPlanColumn.self)
            for review in group.inner {
              begin(review)
              xml += "<Reviews>" + elements(review.values, PlanReviewColumn.self) + "</Reviews>"
            }
          default: break
          }
          xml += "</\(group.module)>"
        }
        xml += "</CINdetails>"
      }
      xml += "</Child>"
    }
    xml += "</Children></Message>"
  }

  private func elements<Column: TableColumn>(
    _ values: [String: String], _ columns: Column.Type
  ) -> String {
    Column.layout.columnNames.map { name in
      values[name].map { "<\(name)>\(escaped($0))</\(name)>" } ?? ""
    }.joined()
  }

  private func factors(_ values: [String: String]) -> String {
    guard let all = values["AssessmentFactors"], !all.isEmpty else { return "" }
    let each = all.split(separator: ",").map {
      "<AssessmentFactors>\(escaped(String($0)))</AssessmentFactors>"
    }
    return "<FactorsIdentifiedAtAssessment>\(each.joined())</FactorsIdentifiedAtAssessment>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}

extension CINScene.Child {
  /// Puts a group into its episode, and a review into its plan.
  fileprivate mutating func add(_ group: CINScene.Group) {
    let episode = group.values["CINdetailsID"]
    if details.isEmpty || episode.map({ id in !details.contains { $0.episode == id } }) ?? false {
      var implied = CINScene.Group(module: "CINdetails", values: [:])
      implied.episode = episode ?? ""
      details.append(implied)
    }
    let place =
      episode.flatMap { id in details.lastIndex { $0.episode == id } } ?? details.count - 1
    guard group.module == "Reviews" else {
      details[place].inner.append(group)
      return
    }
    let id = group.values["CPPID"]
    let plan =
      details[place].inner.lastIndex {
        $0.module == "ChildProtectionPlans" && (id == nil || $0.values["CPPID"] == id)
      }
    if let plan {
      details[place].inner[plan].inner.append(group)
    } else {
      var implied = CINScene.Group(module: "ChildProtectionPlans", values: [:])
      implied.inner = [group]
      details[place].inner.append(implied)
    }
  }
}
