import Access
import CaseworkPages
import HTML
import Hummingbird
import Secrets
import Store

/// Who can open the emergency packs, and setting the passphrase that opens them.
struct EmergencyRoutes {
  let store: any WebStore
  let casework: Casework

  func add(to routes: Routes) {
    let permitted: @Sendable (Person) -> Bool = {
      Policy.mayMakeEmergencyPack($0) || Policy.maySetEmergencyPassphrase($0)
    }
    routes.get("/emergency", for: permitted) { request in
      try await page(request, isSet: request.query["set"] == "yes")
    }
    routes.post("/emergency/passphrase", for: Policy.maySetEmergencyPassphrase) { request, form in
      try await set(form, request)
    }
    routes.post("/emergency/withdraw", for: Policy.maySetEmergencyPassphrase) {
      [store] request, form in
      guard let number = Int64(form.text(EmergencyKeysPage.numberField)) else {
        throw Failure.notFound
      }
      try await store.withdrawPackKey(number, for: request.reading("emergency passphrase"))
      return .seeOther(.emergency)
    }
  }

  private func page(
    _ request: PageRequest, isSet: Bool = false, form: FormState? = nil
  ) async throws -> Response {
    let keys = try await store.packKeys(for: request.reading("emergency passphrase"))
    return .page(
      EmergencyKeysPage(keys, isSet: isSet, form: form ?? FormState())
        .page(in: casework.setting(of: request)), form == nil ? .ok : .unprocessableContent)
  }

  private func set(_ form: SubmittedForm, _ request: PageRequest) async throws -> Response {
    let passphrase = form[EmergencyKeysPage.passphraseField] ?? ""
    // Nothing of what was typed is sent back.
    var state = FormState()
    let person = request.person
    if passphrase.isEmpty {
      state.refuse(EmergencyKeysPage.passphraseField, "Enter an emergency passphrase")
    } else if let problem = Passphrase.problem(
      passphrase, known: [person.user, person.name, person.team ?? ""])
    {
      state.refuse(EmergencyKeysPage.passphraseField, problem)
    } else if form[EmergencyKeysPage.againField] != passphrase {
      state.refuse(EmergencyKeysPage.againField, "The two are not the same. Enter both again")
    }
    guard state.errors.isEmpty else {
      return try await page(request, form: state)
    }
    // It takes long on purpose, so it is done off the threads that answer others.
    let key = try await Task.detached { try PassphraseKey(under: passphrase) }.value
    _ = try await store.setPackKey(key, for: request.reading("emergency passphrase"))
    return .seeOther(Link.emergency.setting("set", "yes"))
  }
}
