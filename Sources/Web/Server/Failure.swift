import Access
import CareRecord
import HTML
import HTTPTypes
import Store

/// A request that is not answered as asked, and what the person is told.
struct Failure: Error {
  let status: HTTPResponse.Status
  let title: String
  /// What happened and what to do next, a paragraph each.
  let words: [String]
  var headers = HTTPFields()
  /// Whether what was written is kept as a draft all the same.
  var isKept = false
  /// Whether there was no place for it; nothing of it has begun.
  var isCrowded = false
  /// Where to go on, beside the first page.
  var next: NavigationItem?

  init(_ status: HTTPResponse.Status, _ title: String, _ words: String...) {
    self.status = status
    self.title = title
    self.words = words
  }

  static var notFound: Failure {
    Failure(
      .notFound, "Page not found",
      "If you typed the address, check it. If you followed a link in Kith, tell whoever looks"
        + " after it.")
  }

  /// The same, where nothing at all can be written.
  var whileReadOnly: Failure {
    var failure = Failure(
      .serviceUnavailable, "Kith cannot save anything at the moment", words[0],
      "Until it can, no record can be opened or changed, and nobody new can sign in: Kith notes who"
        + " opens a record before it shows it, and can note nothing now.",
      "What was saved before is safe. Nothing of what you sent was changed or half saved. Whoever"
        + " looks after Kith can see this too.")
    failure.headers = headers
    return failure
  }

  static func forbidden(_ why: String) -> Failure {
    Failure(.forbidden, "You cannot do this", why)
  }
}

extension Failure {
  /// For a form from a page of one authority that arrives at the pages of another.
  static var ofAnotherAuthority: Failure {
    var failure = Failure(
      .conflict, "This page belongs to another authority",
      "Since you opened it, you have chosen another authority in this browser. Nothing was saved.",
      "Choose the authority that the page belongs to, sign in, and enter it there.")
    failure.next = NavigationItem("Choose an authority", AuthorityChoicePage.link(next: nil))
    return failure
  }

  /// What people are told of an error from below; nil where it is a mistake of ours.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure:
      self = failure
    case let unavailable as StoreUnavailable:
      self.init(
        .serviceUnavailable, "Kith cannot do this at the moment", unavailable.publicDescription,
        "Nothing was changed, and what was saved before is safe. Wait a minute, then try again.")
      headers[.retryAfter] = "60"
    case let preparing as StillPreparing:
      self.init(preparing)
    case let error as FormError:
      self.init(error)
    case let refused as ReadRefused:
      self.init(refused)
    case let refused as CommitRefused:
      self.init(refused)
    default:
      return nil
    }
  }

  private init(_ error: FormError) {
    switch error {
    case .wrongType:
      self.init(
        .unsupportedMediaType, "This could not be read",
        "It was not sent as a form. Use the form on the page.")
    case .malformed(let why):
      self.init(
        .badRequest, "This could not be read",
        "What your browser sent is damaged: \(why). Nothing was saved.",
        "Go back, check what you entered and send it again.")
    case .tooLarge(let limit):
      self.init(
        .contentTooLarge, "This is too large",
        "At most \(Failure.size(limit)) can be sent at a time. Nothing was saved.",
        "Go back and send less: split a file, or shorten the text.")
    case .tooManyFields(let limit):
      self.init(
        .unprocessableContent, "This has too many answers",
        "At most \(limit) answers can be sent at a time. Nothing was saved.")
    case .noRoom:
      self.init(
        .serviceUnavailable, "Kith has no room for files at the moment",
        "Your files could not be kept while they arrived. Nothing was saved.",
        "Tell whoever looks after Kith that uploads have no room, then send them again.")
    case .tooSlow:
      self.init(
        .requestTimeout, "This took too long to arrive",
        "Your connection is slow or was interrupted. Nothing was saved.",
        "Go back and send it again.")
    }
  }

  private init(_ refused: ReadRefused) {
    switch refused {
    case .unknown: self = .notFound
    case .notAllowed(let why): self = .forbidden(why)
    case .needsReason:
      self = .forbidden("Give a reason before you open this record.")
    }
  }

  private init(_ refused: CommitRefused) {
    switch refused {
    case .notAllowed(_, let why):
      self = .forbidden(why)
    case .conflict:
      self.init(
        .conflict, "Somebody else has changed this",
        "It was changed after you opened it. Nothing of yours was saved over theirs.",
        "Open it again to see what they wrote.")
    case .problems(_, _, let problems):
      self.init(.unprocessableContent, "This cannot be saved as it is")
      self = Failure(status, title, words: problems.map(\.message))
    }
  }

  private init(_ status: HTTPResponse.Status, _ title: String, words: [String]) {
    self.status = status
    self.title = title
    self.words = words
  }

  private static func size(_ bytes: Int) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB"
  }
}

/// A form that was not taken, with what it held: shown again, so that no text is lost.
struct FormNotTaken: Error {
  let reason: any Error
  /// Without passwords and passphrases, which no page holds.
  let form: SubmittedForm
  /// Whether it may be sent again from the page that shows it, to where it was sent.
  let maySendAgain: Bool

  init(reason: any Error, form: SubmittedForm, maySendAgain: Bool = true) {
    self.reason = reason
    self.form = form.withoutSecrets
    // Without them it would be another form.
    self.maySendAgain = maySendAgain && self.form.fields.count == form.fields.count
  }
}
