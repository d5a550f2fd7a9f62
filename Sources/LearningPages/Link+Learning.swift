import CareRecord
import CaseworkPages
package import HTML
package import Learning
import OutcomePages

// Where every page of learning lies. Routes and pages both ask here.
extension Link {
  package static let learning: Link = "/learning"
  package static let learningBoard: Link = "/learning/board"
  package static let strengths: Link = "/learning/strengths"
  package static let inspections: Link = "/learning/inspections"
  package static let improvementActions: Link = "/learning/actions"
  package static let reflection: Link = "/learning/reflection"
  package static let blankReflection: Link = "/learning/reflection/paper"
  package static let addLocalPrompt: Link = "/learning/reflection/prompts/new"
  package static let priorities: Link = "/learning/priorities"
  package static let changePriorities: Link = "/learning/priorities/change"
  package static let evidence: Link = "/learning/evidence"
  package static let addEvidence: Link = "/learning/evidence/new"
  package static let sharing: Link = "/learning/sharing"
  package static let addInsight: Link = "/learning/sharing/new"
  package static let sharedAsPage: Link = "/learning/shared.html"
  package static let sharedAsJSON: Link = "/learning/shared.json"
  package static let addFinding: Link = "/learning/findings/new"
  package static let addAction: Link = "/learning/actions/new"
  package static let addSession: Link = "/learning/reflection/new"

  package static func finding(_ id: LearningID) -> Link { learning.appending("findings", id.text) }
  package static func action(_ id: LearningID) -> Link { improvementActions.appending(id.text) }
  package static func session(_ id: LearningID) -> Link { reflection.appending(id.text) }
  package static func insight(_ id: LearningID) -> Link { sharing.appending(id.text) }
  package static func phase(_ id: LearningID) -> Link { phases.appending(id.text) }

  /// - Parameter reference: a shipped piece of evidence by its name, the authority's own by identifier
  package static func evidence(_ reference: String) -> Link { evidence.appending(reference) }

  package static func prompt(_ prompt: String, of session: LearningID) -> Link {
    Link.session(session).appending("prompts", prompt)
  }

  /// Every version of an item.
  package static func learningHistory(_ id: LearningID) -> Link {
    learning.appending("items", id.text)
  }

  package static func withdrawLearning(_ id: LearningID) -> Link {
    learningHistory(id).appending("withdraw")
  }

  /// The page of an item, whatever sort it is.
  package static func learning(_ version: LearningVersion) -> Link {
    switch version.item {
    case .finding: finding(version.id)
    case .action: action(version.id)
    case .session: session(version.id)
    case .prompt: reflection
    case .priorities: priorities
    case .evidence: evidence(version.id.text)
    case .insight: insight(version.id)
    case .phase: phase(version.id)
    }
  }
}
