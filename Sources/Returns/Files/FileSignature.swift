/// What the first bytes of a file give away, where it is not text.
enum FileSignature {
  case zip, oldSpreadsheet, pdf, otherArchive

  init?(_ bytes: some Collection<UInt8>) {
    switch true {
    case bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]),
      bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]):
      self = .zip
    case bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): self = .oldSpreadsheet
    case bytes.starts(with: "%PDF".utf8): self = .pdf
    case bytes.starts(with: [0x1F, 0x8B]), bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]),
      bytes.starts(with: "Rar!".utf8):
      self = .otherArchive
    default: return nil
    }
  }
}
