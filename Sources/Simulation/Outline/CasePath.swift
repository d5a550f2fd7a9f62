/// What comes of a referral, from the weightiest on.
enum CasePath: Hashable {
  case care
  case protection
  case conferenceWithoutPlan
  case enquiry
  case assessment
  case noFurtherAction
}
