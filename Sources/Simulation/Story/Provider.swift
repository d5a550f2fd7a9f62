/// A home or an agency that provides placements: the same for a number in every family.
struct Provider {
  let urn: String
  let postcode: String
  let provider: String
}
