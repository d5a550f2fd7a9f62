import CareRecord
import CivilTime

extension FamilyStory {
  /// Whether a child of that age can live there.
  static func suits(_ type: String, _ age: Int) -> Bool {
    switch type {
    case "K3", "H5", "P2": age >= 16
    case "R5": age >= 14
    case "K1", "K2", "Z1": age >= 8
    case "S1": age >= 6
    case "R3": age < 3
    case "A3", "A4", "A5", "A6": age < 9
    default: true
    }
  }

  /// Where a child lives in a period of care, one place after another.
  mutating func placements(
    of care: CareOutline, statuses: [StatusTurn], child: Int
  ) -> [PlacementTurn] {
    let birth = children[child].outline.birth
    let adoption = care.adoption.flatMap { $0.reversed == nil ? $0 : nil }
    let limit = adoption?.placed ?? care.to
    var turns: [PlacementTurn] = []
    var next = place(
      firstType(birth, care, statuses), from: care.from, after: nil, sameCarer: false)
    while true {
      let rate = (setting.care.movesAYear[next.type] ?? 0.5) * Tuning.moves
      let years = -PortableMath.logarithm(1 - random.unit()) / rate
      // The first weeks are the least settled.
      let early = turns.isEmpty && random.chance(0.17)
      let length = early ? random.whole(1...28) : max(Int(years * 365), 2)
      guard next.from + length < limit - 2 else { break }
      next.to = next.from + length
      let following = move(next, birth, statuses, decided: care.adoption?.decided)
      next.reasonEnded = following.reason
      turns.append(next)
      next = following.turn
    }
    next.to = limit
    turns.append(next)
    if let adoption { turns = adopted(turns, adoption, until: care.to) }
    return withTemporaryMoves(joined(turns.flatMap { coded($0) }), statuses: statuses)
  }

  private func status(_ statuses: [StatusTurn], on day: Day) -> String {
    statuses.last { $0.from <= day }?.status ?? "V2"
  }

  // MARK: - First and later placements

  private mutating func firstType(
    _ birth: Day, _ care: CareOutline, _ statuses: [StatusTurn]
  ) -> String {
    if care.firstStatus == "J1", random.chance(0.5) {
      return birth.age(on: care.from) >= 15 ? "R5" : "U6"
    }
    let type = draw(setting.care.firstPlacement, birth, on: care.from, statuses)
    return care.adoption != nil && type == "P1" ? "U6" : type
  }

  /// A kind of placement that fits age and legal status; fostering where none comes up.
  private mutating func draw(
    _ choices: [String: Choices<String>], _ birth: Day, on day: Day, _ statuses: [StatusTurn]
  ) -> String {
    let band =
      outline.isUnaccompanied ? "unaccompanied" : AgeBand(born: birth, on: day).rawValue
    guard let choices = choices[band] else { return "U6" }
    let status = status(statuses, on: day)
    if !outline.isUnaccompanied, ["C1", "C2"].contains(status), random.chance(Tuning.atHome) {
      return "P1"
    }
    let age = birth.age(on: day)
    if age >= 16, random.chance(Tuning.supported) { return "K3" }
    if age >= 10, random.chance(Tuning.childrensHome) { return "K2" }
    for _ in 0..<12 {
      let type = choices.draw(&random)
      guard Self.suits(type, age) else { continue }
      // A child with parents cannot be accommodated (rule 378), nor remanded or protected there.
      if type == "P1", !["C1", "C2"].contains(status) { continue }
      return type
    }
    return "U6"
  }

  private mutating func move(
    _ turn: PlacementTurn, _ birth: Day, _ statuses: [StatusTurn], decided: Day?
  ) -> (turn: PlacementTurn, reason: String) {
    let reason = setting.care.moveReason.draw(&random)
    let settled = ["U6": "U4", "U3": "U1"]
    let settles = reason == "PLACE" || (turn.type == "U6" && random.chance(Tuning.longTerm))
    if settles, let longTerm = settled[turn.type] {
      var same = turn
      same.type = longTerm
      same.from = turn.to
      same.sameCarer = true
      same.reasonEnded = nil
      return (same, "PLACE")
    }
    var type = draw(setting.care.laterPlacement, birth, on: turn.to, statuses)
    // With adoption planned, nobody looks for a long-term carer or moves the child home.
    if let decided, type == "P1" || (turn.to >= decided && type != "U5") { type = "U6" }
    let next = place(type, from: turn.to, after: turn, sameCarer: false)
    if type == "R5" { return (next, "CUSTOD") }
    return (next, ["PLACE", "CUSTOD"].contains(reason) ? "CARPL" : reason)
  }

  /// A place of that kind, another than the one before.
  private mutating func place(
    _ type: String, from: Day, after before: PlacementTurn?, sameCarer: Bool
  ) -> PlacementTurn {
    var turn = PlacementTurn(
      type: type, provider: nil, from: from, to: from, sameCarer: sameCarer, reasonEnded: nil,
      postcode: FictionalPostcode.near(
        homePostcode, numbered: random.below(FictionalPostcode.count)), urn: "")
    let chances = setting.care.provider
    switch type {
    case "P1":
      turn.provider = "PR0"
      turn.postcode = homePostcode
    case "U1", "U2", "U3":
      turn.provider = chances["kinship"]?.draw(&random)
      turn.urn = setting.provider(.ownFostering, &random, by: nil).urn
    case "U4", "U5", "U6":
      let provider = chances["fostering"]?.draw(&random)
      turn.provider = provider
      let kind: Setting.ProviderKind = provider == "PR1" ? .ownFostering : .fostering
      turn.urn = setting.provider(kind, &random, by: nil).urn
    case "A3", "A4", "A5", "A6":
      turn.provider = chances["adoption"]?.draw(&random)
      turn.urn = setting.provider(.adoption, &random, by: nil).urn
    case "K1": registered(&turn, .secure, by: chances["home"])
    case "K2": registered(&turn, .childrensHome, by: chances["home"], otherThan: before)
    case "K3": registered(&turn, .supported, by: chances["supported"], otherThan: before)
    case "R3": registered(&turn, .familyCentre, by: chances["home"])
    case "S1": registered(&turn, .school, by: chances["home"])
    case "R2", "R5": turn.provider = "PR3"
    case "R1": turn.provider = "PR4"
    // Nobody provides a temporary or other place.
    default: turn.provider = nil
    }
    return turn
  }

  private mutating func registered(
    _ turn: inout PlacementTurn, _ kind: Setting.ProviderKind, by choices: Choices<String>?,
    otherThan before: PlacementTurn? = nil
  ) {
    var home = setting.provider(kind, &random, by: choices)
    while home.urn == before?.urn { home = setting.provider(kind, &random, by: choices) }
    turn.urn = home.urn
    turn.postcode = home.postcode
    turn.provider = home.provider
  }

  // MARK: - Adoption

  /// The last place is with the adopters, who may be the carers already.
  private mutating func adopted(
    _ turns: [PlacementTurn], _ adoption: AdoptionOutline, until end: Day
  ) -> [PlacementTurn] {
    var turns = turns
    let last = turns.count - 1
    let stays = adoption.withFosterCarers && turns[last].type.hasPrefix("U")
    var home = place(stays ? "A5" : "A6", from: adoption.placed, after: nil, sameCarer: stays)
    if stays { home.postcode = turns[last].postcode }
    home.to = end
    turns[last].reasonEnded = stays ? "PLACE" : "CARPL"
    return turns + [home]
  }

  // MARK: - Codes of the years

  /// Supported accommodation had to be registered by 28 October 2023.
  private static let registered = Day(year: 2023, month: 10, day: 28) ?? .unset
  /// From the return of 2024-25 on it has a code of its own.
  private static let supportedCode = Day(year: 2024, month: 4, day: 1) ?? .unset
  /// From the return of 2025-26 on, four codes stand for other placements.
  private static let otherCodes = Day(year: 2025, month: 4, day: 1) ?? .unset

  /// The same place under the codes that the return has for it as the years go by: where the code
  /// changes while a child lives there, a new placement with the same carers begins.
  private mutating func coded(_ turn: PlacementTurn) -> [PlacementTurn] {
    switch turn.type {
    case "K3":
      return split(turn, [Self.registered, Self.supportedCode]) { piece in
        if piece.from < Self.registered { piece.urn = "" }
        if piece.from < Self.supportedCode { piece.type = "H5" }
      }
    case "Z1" where turn.from >= Self.otherCodes:
      var other = turn
      other.type = random.chance(0.6) ? "Z11" : "Z14"
      return [other]
    case "Z1" where turn.to > Self.otherCodes - 14:
      // No code of one year serves the other: such a child is in a children's home instead.
      var home = place("K2", from: turn.from, after: nil, sameCarer: false)
      home.to = turn.to
      home.reasonEnded = turn.reasonEnded
      return [home]
    default: return [turn]
    }
  }

  private func split(
    _ turn: PlacementTurn, _ days: [Day], _ code: (inout PlacementTurn) -> Void
  ) -> [PlacementTurn] {
    var pieces: [PlacementTurn] = []
    var rest = turn
    for day in days where rest.from < day && day < rest.to {
      var piece = rest
      piece.to = day
      piece.reasonEnded = "PLACE"
      pieces.append(piece)
      rest.from = day
      rest.sameCarer = true
    }
    pieces.append(rest)
    for index in pieces.indices { code(&pieces[index]) }
    return pieces
  }

  /// Two stays in one place, one after the other, are one.
  private func joined(_ turns: [PlacementTurn]) -> [PlacementTurn] {
    turns.reduce(into: []) { joined, turn in
      if let last = joined.last, last.type == turn.type, last.postcode == turn.postcode,
        last.urn == turn.urn, last.provider == turn.provider
      {
        joined[joined.count - 1].to = turn.to
        joined[joined.count - 1].reasonEnded = turn.reasonEnded
      } else {
        joined.append(turn)
      }
    }
  }

  // MARK: - Temporary moves

  /// Days in hospital, on holiday, or elsewhere while carers are away; the child comes back.
  private mutating func withTemporaryMoves(
    _ turns: [PlacementTurn], statuses: [StatusTurn]
  ) -> [PlacementTurn] {
    var result: [PlacementTurn] = []
    for turn in turns {
      let days = turn.to - turn.from
      guard days > 90, ["U1", "U3", "U4", "U6", "K2"].contains(turn.type),
        random.chance(min(Double(days) / 365 * 0.05, 0.3))
      else {
        result.append(turn)
        continue
      }
      let type = random.element(of: ["T1", "T2", "T3", "T4"]) ?? "T4"
      let from = turn.from + random.whole(25...(days - 40))
      let to = from + random.whole(type == "T4" ? 1...6 : 2...18)
      let isQuiet = !statuses.contains { $0.from > from - 2 && $0.from < to + 2 }
      guard isQuiet else {
        result.append(turn)
        continue
      }
      var (before, after) = (turn, turn)
      before.to = from
      before.reasonEnded = nil
      after.from = to
      after.sameCarer = false
      var away = place(type, from: from, after: nil, sameCarer: false)
      away.to = to
      result += [before, away, after]
    }
    return result
  }

  // MARK: - Telling

  mutating func tellPlacement(
    _ turn: PlacementTurn, period: FactID, of child: Int, by work: Work
  ) {
    var placement = Placement()
    placement.carePeriod = period
    placement.type = Code(turn.type)
    placement.provider = turn.provider.map { Code($0) }
    placement.from = turn.from
    placement.sameCarer = turn.sameCarer
    placement.postcode = turn.postcode
    placement.urn = turn.urn
    let stretch = Stretch(from: turn.from, to: turn.to)
    tell(placement, lasting: stretch, of: child, by: work) {
      $0.to = turn.to
      $0.reasonEnded = turn.reasonEnded.map { Code($0) }
    }
  }
}
