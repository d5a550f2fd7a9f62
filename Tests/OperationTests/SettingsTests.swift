import Operation
import Testing

/// Settings are taken from several places, and everything that is wrong with them is said at once.
@Suite struct SettingsTests {
  struct Target: Sendable {
    var port = 80
    var name = "Kith"
    var isOpen = false
    var secret: String?
    var format = LogFormat.text
  }

  static let all: [Setting<Target>] = [
    .whole("port", \.port, 0...99, "The port."),
    .text("name", \.name, "a name", "The name."),
    .flag("is-open", \.isOpen, "Whether it is open."),
    .text("secret", \.secret, atLeast: 4, isSecret: true, "at least 4 letters", "A secret."),
    .choice("format", \.format, "The format."),
  ]

  func settings(
    file: String = "", _ variables: [String: String] = [:], _ options: [GivenSetting] = []
  ) throws(SettingMistakes) -> Settings<Target> {
    let (given, mistakes) = SettingsFile.read(file, path: "kith.conf")
    return try Settings(
      SettingsTests.all, over: Target(),
      given: given + Environment.settings(in: variables, but: ["KITH_OTHER"]) + options,
      mistakes: mistakes)
  }

  func mistakes(file: String = "", _ variables: [String: String] = [:]) -> [String] {
    do {
      _ = try settings(file: file, variables)
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test func the_strongest_place_wins_and_is_named() throws {
    let file = "# ours\n\nport = 1\nname =  A = B \nis-open = yes\r\nformat=json"
    let both = try settings(
      file: file, ["KITH_PORT": "2", "KITH_NAME": "C", "KITH_OTHER": "x", "HOME": "/"],
      [GivenSetting("port", "3", from: .commandLine(option: "--port"))])
    #expect(both.target.port == 3)
    #expect(both.target.name == "C")
    #expect(both.target.isOpen)
    #expect(both.target.format == .json)
    let origins = SettingsTests.all.map { both.origin(of: $0).description }
    #expect(
      origins == [
        "option --port", "variable KITH_NAME", "kith.conf, line 5", "standard", "kith.conf, line 6",
      ])
    #expect(try settings(file: file).target.name == "A = B")
    #expect(try settings().target.port == 80)
  }

  @Test func all_mistakes_are_said_at_once_with_name_value_place_and_what_was_expected() {
    let file = "port = 1O\nnonsense\nprot = 1\nname = a\nname = b\nis-open =\nwholly-other = 1"
    #expect(
      mistakes(file: file, ["KITH_FORMAT": "xml"]) == [
        "kith.conf, line 2: This line cannot be used; expected name = value.",
        "kith.conf, line 5: name cannot be used; expected it once; line 4 sets it too.",
        "kith.conf, line 1: port is \"1O\"; expected a whole number from 0 to 99.",
        "kith.conf, line 3: prot cannot be used; expected a setting of Kith, such as port.",
        "kith.conf, line 6: is-open is empty; expected yes or no.",
        "kith.conf, line 7: wholly-other cannot be used; expected a setting of Kith; "
          + "kith configuration lists them.",
        "variable KITH_FORMAT: format is \"xml\"; expected text or json.",
      ])
  }

  @Test func a_wrong_value_is_a_mistake_though_a_stronger_one_hides_it() {
    #expect(mistakes(file: "port = 100", ["KITH_PORT": "2"]).count == 1)
  }

  @Test func a_secret_is_shown_neither_in_mistakes_nor_in_what_is_in_force() throws {
    #expect(
      mistakes(file: "secret = abc") == [
        "kith.conf, line 1: secret cannot be used; expected at least 4 letters."
      ])
    let secret = SettingsTests.all[3]
    #expect(try settings(file: "secret = abcd").shown(secret) == "(secret, not shown)")
    #expect(try settings().shown(secret) == "")
    #expect(try settings(file: "secret = abcd").target.secret == "abcd")
  }

  @Test func a_variable_that_is_no_setting_is_advice_and_no_mistake() throws {
    let advice = try settings(["KITH_PROT": "1"]).advice
    #expect(
      advice == [
        "KITH_PROT is not a setting of Kith and was passed over. Is it meant to be KITH_PORT?"
      ])
  }

  @Test(arguments: ["port=1", " port =1", "\u{FEFF}port = 1", "port\t=\t1\t"])
  func space_around_names_and_values_means_nothing(line: String) throws {
    #expect(try settings(file: line).target.port == 1)
  }
}
