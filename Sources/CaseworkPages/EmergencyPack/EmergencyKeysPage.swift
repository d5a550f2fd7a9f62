import Access
import CivilTime
public import HTML
public import Store

extension Link {
  public static let emergency: Link = "/emergency"
  public static let setEmergencyPassphrase: Link = "/emergency/passphrase"
  public static let withdrawEmergencyPassphrase: Link = "/emergency/withdraw"
}

/// Who can open the emergency packs that are made from now on, and where a team manager sets the
/// passphrase of theirs.
public struct EmergencyKeysPage: Sendable {
  public static let passphraseField = "passphrase"
  public static let againField = "again"
  public static let numberField = "number"

  let inForce: [PackKey]
  let past: [PackKey]
  /// Whether a passphrase was set just now.
  let isSet: Bool
  let form: FormState

  /// - Parameter keys: every key that ever was
  public init(_ keys: [PackKey], isSet: Bool = false, form: FormState = FormState()) {
    inForce = keys.filter(\.isInForce)
    past = keys.filter { !$0.isInForce }
    self.isSet = isSet
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    let maySet = Policy.maySetEmergencyPassphrase(setting.person)
    return Page("Emergency pack", in: setting.frame, form: form) {
      if isSet {
        NotificationBanner(.success, "Your emergency passphrase is set") {
          p(class: "govuk-body") {
            "Packs that are made from now on open with it. Kith does not know it and cannot tell it to you: keep it where you can reach it without Kith."
          }
        }
      }
      p(class: "govuk-body") {
        "The emergency pack is one locked page with every open case, protected addresses included, for a day on which Kith cannot be reached. Whoever makes it cannot open it."
      }
      h2(class: "govuk-heading-m") { "Who can open it" }
      if inForce.isEmpty {
        InsetText {
          "Nobody. No pack can be made until a team manager has set an emergency passphrase."
        }
      } else {
        p(class: "govuk-body") { "Any one of these people’s passphrases opens it." }
        for key in inForce { section(key, maySet, setting) }
      }
      if maySet { asking(in: setting) }
      if !past.isEmpty { history }
    }
  }

  private func section(_ key: PackKey, _ maySet: Bool, _ setting: PageSetting) -> Markup {
    Markup {
      h3(class: "govuk-heading-s") { key.name }
      p(class: "govuk-body") {
        "Set on \(key.setAt.inLondon.spoken). Key \(key.fingerprint)."
      }
      if maySet {
        Form(to: .withdrawEmergencyPassphrase, token: setting.token) {
          HiddenInput(EmergencyKeysPage.numberField, String(key.number))
          Button("Withdraw the passphrase of \(key.name)", .secondary)
        }
      }
    }
  }

  private func asking(in setting: PageSetting) -> Markup {
    Markup {
      h2(class: "govuk-heading-m") {
        inForce.contains { $0.setBy == setting.person.user }
          ? "Change your emergency passphrase" : "Set your emergency passphrase"
      }
      p(class: "govuk-body") {
        "Packs that were made before open with the passphrase that they were made for."
      }
      Form(to: .setEmergencyPassphrase, token: setting.token) {
        TextInput(
          form.field(
            EmergencyKeysPage.passphraseField, "Emergency passphrase",
            hint:
              "At least 16 characters. Four words or more that have nothing to do with each other are easy to keep and hard to guess. Do not use your password."
          ), kind: .newPassword, width: .thirty)
        TextInput(
          form.field(EmergencyKeysPage.againField, "The same again"), kind: .newPassword,
          width: .thirty)
        Button("Set the emergency passphrase")
      }
    }
  }

  private var history: Markup {
    Details("Passphrases that were withdrawn") {
      ul(class: "govuk-list govuk-list--bullet") {
        for key in past {
          li {
            "\(key.name), set on \(key.setAt.inLondon.spoken), "
            if let withdrawn = key.withdrawnAt {
              "withdrawn on \(withdrawn.inLondon.spoken) by \(key.withdrawnBy ?? "")"
            } else {
              "no longer in force: the account is closed"
            }
            ". Key \(key.fingerprint)."
          }
        }
      }
    }.markup
  }
}
