/// How much is measured: as much as was promised, or so little that it can be tried in a minute.
struct Sizes {
  let children: Int
  /// How many children are loaded into each of the databases that are compared.
  var loadedChildren: Int
  /// Among how many people names are looked for.
  let people: Int
  let importedChildren: Int
  let bytesRead: Int
  /// How many children's returns are checked, from few to many.
  let checkedChildren: [Int]
  let rounds: Int
  let requests: Int
  let commits: Int
  let idleSeconds: UInt32

  static let full = Sizes(
    children: 100_000, loadedChildren: 10_000, people: 500_000, importedChildren: 10_000,
    bytesRead: 50_000_000,
    checkedChildren: [1_000, 10_000, 100_000, 1_000_000], rounds: 5, requests: 500,
    commits: 500, idleSeconds: 10)
  static let quick = Sizes(
    children: 2_000, loadedChildren: 500, people: 5_000, importedChildren: 200,
    bytesRead: 5_000_000,
    checkedChildren: [1_000, 2_000], rounds: 2, requests: 50,
    commits: 50, idleSeconds: 1)
}
