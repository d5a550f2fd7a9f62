/// A list of plain values that is filled again for each record: it keeps its room, and reading it
/// costs no more than a pointer.
///
/// Only for values without references. Not for two threads at once.
public final class FlatList<Value> {
  @usableFromInline
  struct State {
    @usableFromInline var base: UnsafeMutablePointer<Value>
    @usableFromInline var count: Int
    @usableFromInline var room: Int

    @usableFromInline
    init(room: Int) {
      base = .allocate(capacity: room)
      count = 0
      self.room = room
    }
  }

  /// Behind a pointer, since every access to a variable of a class is checked at run time.
  @usableFromInline let state: UnsafeMutablePointer<State>

  public init(room: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(room: Swift.max(room, 1)))
  }

  deinit {
    state.pointee.base.deallocate()
    state.deallocate()
  }

  @inlinable @inline(__always)
  public var count: Int { state.pointee.count }

  /// The first value; valid until something is added.
  @inlinable @inline(__always)
  public var base: UnsafeMutablePointer<Value> { state.pointee.base }

  @inlinable @inline(__always)
  public subscript(place: Int) -> Value {
    get {
      precondition(place >= 0 && place < state.pointee.count)
      return state.pointee.base[place]
    }
    set {
      precondition(place >= 0 && place < state.pointee.count)
      state.pointee.base[place] = newValue
    }
  }

  @inlinable @inline(__always)
  public func append(_ value: Value) {
    if state.pointee.count == state.pointee.room { grow(to: state.pointee.count + 1) }
    (state.pointee.base + state.pointee.count).initialize(to: value)
    state.pointee.count &+= 1
  }

  @inlinable
  public func append(_ values: UnsafeBufferPointer<Value>) {
    guard let source = values.baseAddress else { return }
    let count = state.pointee.count + values.count
    if count > state.pointee.room { grow(to: count) }
    (state.pointee.base + state.pointee.count).initialize(from: source, count: values.count)
    state.pointee.count = count
  }

  /// Forgets the values from `count` on.
  @inlinable @inline(__always)
  public func cut(to count: Int) {
    state.pointee.count = Swift.min(Swift.max(count, 0), state.pointee.count)
  }

  @usableFromInline
  func grow(to count: Int) {
    let room = Swift.max(state.pointee.room * 2, count)
    let base = UnsafeMutablePointer<Value>.allocate(capacity: room)
    base.moveInitialize(from: state.pointee.base, count: state.pointee.count)
    state.pointee.base.deallocate()
    state.pointee.base = base
    state.pointee.room = room
  }
}
