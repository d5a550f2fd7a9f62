/// The keys under which the words of names stand in their vocabulary.
enum NameKeys {
  /// The keys of a word: itself, its rests (`Spelling.rests`) and its sound.
  static func stored(_ word: String) -> [String] {
    var keys = [exact(word)]
    keys += Spelling.rests(of: word, depth: Spelling.depth(ofName: word)).map(rest)
    if let sound = SoundKey.of(word) { keys.append(NameKeys.sound(sound)) }
    return keys
  }

  static func exact(_ word: String) -> String { "=" + word }
  static func rest(_ rest: String) -> String { "-" + rest }
  static func sound(_ key: String) -> String { "~" + key }
}
