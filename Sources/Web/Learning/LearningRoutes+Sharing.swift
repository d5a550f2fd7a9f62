import Access
import CareRecord
import CivilTime
import HTML
import Hummingbird
import Learning
import LearningPages
import Store

// What may go to other authorities.
extension LearningRoutes {
  func addSharing(to routes: Routes) {
    page(routes, "/learning/sharing") { request, setting in
      SharingPage(page: request.query.state.pageNumber).page(in: setting)
    }
    form(routes, new: .addInsight, wayBack: .sharing, for: Policy.mayLeadLearning) {
      _, _ in InsightForm(isNew: true)
    }
    page(routes, "/learning/sharing/:item") { request, setting in
      InsightPage(try LearningRoutes.insight(request, setting)).page(in: setting)
    }
    form(routes, of: "/learning/sharing", page: Link.insight, { _ in ["change"] }, "change") {
      _, _ in InsightForm(isNew: false)
    }
    routes.post("/learning/sharing/:item/approval", for: Policy.mayKeepLearning) {
      [desk] request, form in
      let setting = try await desk.setting(of: request)
      let held = try LearningRoutes.insight(request, setting)
      // What is approved is what was read: nobody else's later words.
      guard form.text(InsightPage.versionField) == String(held.version.version) else {
        throw LearningRoutes.changedSince
      }
      var insight = held.body
      insight.approval =
        insight.approval == nil
        ? SharedInsight.Approval(on: request.today, by: request.person.user) : nil
      do {
        try await desk.store.keepLearning(
          .insight(insight), as: held.id, replacing: held.version.version,
          confirmed: held.version.saidNotAboutChildren, for: request.reading("learning"))
      } catch LearningRefused.conflict {
        throw LearningRoutes.changedSince
      } catch LearningRefused.notAllowed(let why) {
        throw Failure.forbidden(why)
      } catch LearningRefused.tellsWhoAChildIs(let marks) {
        throw Failure(
          .unprocessableContent, "This cannot go out as it is",
          marks.map(\.message).joined(separator: " "), "Change the words, then approve them.")
      }
      return .seeOther(.insight(held.id))
    }
    routes.get("/learning/shared.html", for: Policy.mayUseLearning) { [desk, council] request in
      let shared = try await LearningRoutes.shared(desk, request)
      // A file to keep: as a page of Kith it could not bring its own style.
      return .download(
        try SharedInsightsFile.page(of: shared, from: council).bytes,
        name: "shared-insights.html", type: "text/html; charset=utf-8")
    }
    routes.get("/learning/shared.json", for: Policy.mayUseLearning) { [desk, council] request in
      let shared = try await LearningRoutes.shared(desk, request)
      return .download(
        try shared.json(from: council), name: "shared-insights.json", type: "application/json")
    }
  }

  private static func shared(
    _ desk: LearningDesk, _ request: PageRequest
  ) async throws -> SharedInsights {
    let register = try await desk.store.learning(for: request.reading("share insights"))
    return SharedInsights(register.insights.map(\.version))
  }

  private static func insight(
    _ request: PageRequest, _ setting: LearningSetting
  ) throws -> LearningRegister.Held<SharedInsight> {
    let id: LearningID = try request.identifier("item")
    guard let insight = setting.register.insights.first(where: { $0.id == id }) else {
      throw Failure.notFound
    }
    return insight
  }

  private static var changedSince: Failure {
    Failure(
      .conflict, "Somebody has changed these words",
      "They are not the ones that you read. Nothing was approved.",
      "Go back, read them again, then approve them.")
  }
}
