import CivilTime
import Testing

@Suite struct DaySpanTests {
  let march = DaySpan(from: Day(ordinal: 60), to: Day(ordinal: 90))

  func span(_ from: Int32?, _ to: Int32?) -> DaySpan {
    DaySpan(from: from.map(Day.init(ordinal:)) ?? .unset, to: to.map(Day.init(ordinal:)))
  }

  @Test func the_first_day_counts_and_the_day_it_ended_does_not() {
    #expect((59...91).filter { march.contains(Day(ordinal: $0)) } == Array(60...89))
    #expect(march.lengthInDays == 30)
    #expect(!march.contains(.unset))
  }

  @Test func a_move_leaves_no_gap_and_no_day_twice() {
    let next = span(90, nil)
    #expect(march.touches(next))
    #expect(!march.overlaps(next))
    for ordinal in Int32(60)...120 {
      let day = Day(ordinal: ordinal)
      #expect(march.contains(day) != next.contains(day))
    }
  }

  @Test(arguments: [
    (Int32?(0), Int32?(10), Int32?(10), Int32?(20), false, true), (0, 10, 11, 20, false, false),
    (0, 10, 9, 20, true, true), (0, nil, 50, 60, true, true), (50, 60, 0, nil, true, true),
    (nil, 10, 0, 5, true, true), (nil, nil, nil, nil, true, true), (0, nil, 5, nil, true, true),
    (5, 5, 0, 10, false, true), (5, 5, 5, 5, false, true), (10, 10, 0, 10, false, true),
    (11, 11, 0, 10, false, false), (10, 0, 0, 10, false, false),
  ])
  func overlapping_is_a_shared_day_and_touching_also_a_shared_edge(
    from: Int32?, to: Int32?, otherFrom: Int32?, otherTo: Int32?, overlaps: Bool, touches: Bool
  ) {
    let (one, other) = (span(from, to), span(otherFrom, otherTo))
    #expect(one.overlaps(other) == overlaps)
    #expect(other.overlaps(one) == overlaps)
    #expect(one.touches(other) == touches)
    #expect(other.touches(one) == touches)
  }

  @Test func small_spans_overlap_just_where_they_hold_a_day_in_common() {
    let ends: [Int32?] = [nil, 0, 1, 2, 3]
    for one in ends.flatMap({ from in ends.map { span(from, $0) } }) {
      for other in ends.flatMap({ from in ends.map { span(from, $0) } }) {
        let common = (-3...5).map(Day.init(ordinal:)).filter {
          one.contains($0) && other.contains($0)
        }
        #expect(one.overlaps(other) == !common.isEmpty)
        guard let part = one.clipped(to: other), one.lengthInDays != 0 else { continue }
        #expect((-3...5).map(Day.init(ordinal:)).filter(part.contains) == common)
      }
    }
  }

  @Test func clipping_to_a_year_keeps_the_part_inside() {
    #expect(march.clipped(to: span(70, 80)) == span(70, 80))
    #expect(march.clipped(to: span(70, nil)) == span(70, 90))
    #expect(span(60, nil).clipped(to: span(0, 70)) == span(60, 70))
    #expect(span(60, nil).clipped(to: span(70, nil)) == span(70, nil))
    #expect(march.clipped(to: span(90, 100)) == nil)
    #expect(march.clipped(to: span(0, 60)) == nil)
    #expect(span(70, 70).clipped(to: march) == span(70, 70))
    #expect(span(90, 90).clipped(to: march) == nil)
  }

  @Test func an_unset_end_is_no_end_and_reversed_dates_hold_no_day() {
    #expect(DaySpan(from: Day(ordinal: 5), to: .unset) == span(5, nil))
    #expect(span(5, nil).lengthInDays == nil)
    #expect(span(nil, 5).lengthInDays == nil)
    let reversed = span(10, 5)
    #expect(reversed.isReversed)
    #expect(reversed.lengthInDays == -5)
    #expect(!reversed.contains(Day(ordinal: 7)))
    #expect(reversed.clipped(to: span(nil, nil)) == nil)
  }
}
