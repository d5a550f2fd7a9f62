/// Postcodes of the right shape that no house has: the area ZZ is not given out by Royal Mail.
public enum FictionalPostcode {
  /// The letters that end a postcode; the others are left out because they look like one another.
  private static let letters = Array("ABDEFGHJLNPQRSTUWXYZ")

  /// How many there are: districts 1 to 20, sectors 1 to 9, two letters.
  ///
  /// ZZ99, which the health service uses for people without an address, is not among them.
  public static let count = 20 * 9 * letters.count * letters.count

  /// The postcode with a number, such as `ZZ1 1AA`; numbers beyond `count` begin again.
  ///
  /// Numbers near each other are in one district.
  public static func numbered(_ number: Int) -> String {
    let number = ((number % count) + count) % count
    let (place, unit) = number.quotientAndRemainder(dividingBy: letters.count * letters.count)
    let (district, sector) = place.quotientAndRemainder(dividingBy: 9)
    let ending = "\(letters[unit / letters.count])\(letters[unit % letters.count])"
    return "ZZ\(district + 1) \(sector + 1)\(ending)"
  }
  /// The postcode with a number, in two of five in the district of another: most foster carers live near
  /// the families, though how near is nowhere published.
  static func near(_ other: String, numbered number: Int) -> String {
    let postcode = numbered(number)
    guard number % 5 < 2, let district = other.split(separator: " ").first,
      let rest = postcode.split(separator: " ").last
    else { return postcode }
    return "\(district) \(rest)"
  }
}
