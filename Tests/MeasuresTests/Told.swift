import CareRecord
import CivilTime
import Testing

/// What is told of a child, in a few words: the record is made of it.
enum Told: Sendable {
  case born(String)
  case referral(String, refused: Bool = false)
  /// Of the referral told last.
  case open(String, String? = nil)
  /// Of the referral told last.
  case assessed(String?, [String])
  case enquiry(String)
  case plan(String, String? = nil, earlier: Int? = nil)
  case care(String, String? = nil, reason: String? = nil, beganEarlier: Bool = false)
  /// Of the care told last, as the next ones.
  case legal(String, String, String? = nil)
  case placed(
    String, String, String? = nil, same: Bool = false, ended: String? = nil, postcode: String = "")
  case unaccompanied(since: String? = nil, ceases: String? = nil)
  case score(year: Int, Int?)
  case adopted(decided: String?, matched: String?)
  case leaver(year: Int, touch: String, activity: String, accommodation: String)
  case worker(String, String, String? = nil)
}

extension ChildRecord {
  init(_ told: [Told]) throws {
    self.init(.child(SubjectID(raw: 1)))
    var teller = Teller()
    for each in told { try teller.tell(each, in: &self) }
  }
}

private struct Teller {
  private var next: Int64 = 0
  private var referral: FactID?
  private var care: FactID?

  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
  private func day(_ text: String?) throws -> Day? { try text.map { try day($0) } }

  @discardableResult
  private mutating func hold<F: Fact>(_ fact: F, in record: inout ChildRecord) -> FactID {
    next += 1
    let id = FactID(raw: next)
    record[F.self].append(Held(id: id, version: 1, known: Instant(milliseconds: 0), fact))
    return id
  }

  mutating func tell(_ told: Told, in record: inout ChildRecord) throws {
    switch told {
    case .born(let on):
      var identity = PersonIdentity()
      identity.birthDate = try day(on)
      hold(identity, in: &record)
    case .referral, .open, .assessed, .enquiry, .plan: try tellNeed(told, in: &record)
    case .care, .legal, .placed, .unaccompanied, .worker: try tellCare(told, in: &record)
    case .score(let year, let score):
      var fact = StrengthsAndDifficultiesScore()
      (fact.year, fact.score) = (year, score)
      hold(fact, in: &record)
    case .adopted(let decided, let matched):
      var fact = Adoption()
      (fact.decided, fact.matched) = (try day(decided), try day(matched))
      hold(fact, in: &record)
    case .leaver(let year, let touch, let activity, let accommodation):
      var fact = CareLeaverContact()
      fact.year = year
      fact.inTouch = touch.isEmpty ? nil : Code(touch)
      fact.activity = activity.isEmpty ? nil : Code(activity)
      fact.accommodation = accommodation.isEmpty ? nil : Code(accommodation)
      hold(fact, in: &record)
    }
  }

  private mutating func tellNeed(_ told: Told, in record: inout ChildRecord) throws {
    switch told {
    case .referral(let on, let refused):
      var fact = Referral()
      (fact.on, fact.noFurtherAction) = (try day(on), refused)
      referral = hold(fact, in: &record)
    case .open(let from, let to):
      var fact = SocialCareEpisode()
      (fact.referral, fact.from, fact.to) = (referral, try day(from), try day(to))
      hold(fact, in: &record)
    case .assessed(let on, let factors):
      var fact = ChildAndFamilyAssessment()
      fact.referral = referral
      fact.started = try day(on) ?? day("2020-01-01")
      fact.authorised = try day(on)
      fact.factors = Codes(factors.map { Code($0) })
      hold(fact, in: &record)
    case .enquiry(let on):
      var fact = Section47Enquiry()
      fact.started = try day(on)
      hold(fact, in: &record)
    case .plan(let from, let to, let earlier):
      var fact = ChildProtectionPlan()
      (fact.from, fact.to, fact.previousPlans) = (try day(from), try day(to), earlier)
      hold(fact, in: &record)
    default: Issue.record("\(told) is not about need")
    }
  }

  private mutating func tellCare(_ told: Told, in record: inout ChildRecord) throws {
    switch told {
    case .care(let from, let to, let reason, let beganEarlier):
      var fact = CarePeriod()
      (fact.from, fact.to) = (try day(from), try day(to))
      fact.reasonCeased = reason.map { Code($0) }
      fact.earlierStart = beganEarlier ? "L" : nil
      care = hold(fact, in: &record)
    case .legal(let status, let from, let to):
      var fact = LegalStatusSpan()
      (fact.carePeriod, fact.status) = (care, Code(status))
      (fact.from, fact.to) = (try day(from), try day(to))
      hold(fact, in: &record)
    case .placed(let type, let from, let to, let same, let ended, let postcode):
      var fact = Placement()
      (fact.carePeriod, fact.type, fact.sameCarer) = (care, Code(type), same)
      (fact.from, fact.to, fact.postcode) = (try day(from), try day(to), postcode)
      fact.reasonEnded = ended.map { Code($0) }
      hold(fact, in: &record)
    case .unaccompanied(let since, let ceases):
      var fact = UnaccompaniedStatus()
      (fact.since, fact.ceases) = (try day(since), try day(ceases))
      hold(fact, in: &record)
    case .worker(let number, let from, let to):
      var fact = Allocation()
      fact.workerNumber = number
      fact.from = try PartialDay(from) ?? PartialDay(day(from))
      fact.to = try to.flatMap { try PartialDay($0) ?? PartialDay(day($0)) }
      hold(fact, in: &record)
    default: Issue.record("\(told) is not about care")
    }
  }
}
