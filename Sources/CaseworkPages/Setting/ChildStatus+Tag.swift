import CareRecord
import HTML

extension ChildStatus {
  var tag: Tag { Tag(label, colour) }

  private var colour: Tag.Colour {
    switch self {
    case .lookedAfter: .purple
    case .protectionPlan: .red
    case .section47Enquiry: .orange
    case .familyPlan: .blue
    case .assessment: .turquoise
    case .openCase: .lightBlue
    case .shortBreaks: .pink
    case .careLeaver: .green
    case .closed: .grey
    }
  }

  var style: SpanStyle {
    switch self {
    case .lookedAfter: .purple
    case .protectionPlan: .red
    case .section47Enquiry: .orange
    case .familyPlan: .blue
    case .assessment: .turquoise
    case .openCase: .grey
    case .shortBreaks: .pink
    case .careLeaver: .green
    case .closed: .grey
    }
  }
}
