import CXLSXWriter
import CivilTime

/// How cells of a workbook look.
struct WorkbookFormats {
  let heading: UnsafeMutablePointer<lxw_format>?
  let day: UnsafeMutablePointer<lxw_format>?
  let marked: UnsafeMutablePointer<lxw_format>?
  let markedDay: UnsafeMutablePointer<lxw_format>?
  /// For numbers shown with none to four decimals.
  let decimals: [UnsafeMutablePointer<lxw_format>?]

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func format(isDay: Bool = false, isMarked: Bool = false) -> UnsafeMutablePointer<lxw_format>? {
      let format = workbook_add_format(workbook)
      if isDay { format_set_num_format(format, "dd/mm/yyyy") }
      if isMarked {
        format_set_bg_color(format, 0xFFDD00)
        format_set_bold(format)
      }
      return format
    }
    heading = workbook_add_format(workbook)
    format_set_bold(heading)
    format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
    day = format(isDay: true)
    marked = format(isMarked: true)
    markedDay = format(isDay: true, isMarked: true)
    decimals = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"].map { pattern in
      let format = workbook_add_format(workbook)
      format_set_num_format(format, pattern)
      return format
    }
  }
}

/// One sheet, written row by row from the top, with a heading that stays in sight and filters.
struct WorkbookSheet {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let formats: WorkbookFormats
  private let width: Int
  private var row: UInt32 = 0
  private var column: UInt16 = 0

  init(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ name: String, _ formats: WorkbookFormats,
    columns: [(heading: String, width: Double)]
  ) {
    sheet = workbook_add_worksheet(workbook, name)
    self.formats = formats
    width = columns.count
    for (place, column) in columns.enumerated() {
      let place = UInt16(place)
      worksheet_set_column(sheet, place, place, column.width, nil)
      worksheet_write_string(sheet, 0, place, column.heading, formats.heading)
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  /// Goes to the start of the next row.
  mutating func begin() {
    row += 1
    column = 0
  }

  mutating func write(_ text: String?, isMarked: Bool = false) {
    defer { column += 1 }
    let format = isMarked ? formats.marked : nil
    guard let text, !text.isEmpty else {
      if isMarked { worksheet_write_blank(sheet, row, column, format) }
      return
    }
    // A cell holds 32,767 characters; the text itself is in the return.
    worksheet_write_string(sheet, row, column, String(text.prefix(32_000)), format)
  }

  mutating func write(number: Int?) {
    defer { column += 1 }
    if let number { worksheet_write_number(sheet, row, column, Double(number), nil) }
  }

  mutating func write(_ number: Double, decimals: Int) {
    defer { column += 1 }
    guard number.isFinite else { return }
    let format = formats.decimals[min(max(decimals, 0), formats.decimals.count - 1)]
    worksheet_write_number(sheet, row, column, number, format)
  }

  mutating func write(day: Day, isMarked: Bool) {
    defer { column += 1 }
    let (year, month, dayOfMonth) = day.parts
    var moment = lxw_datetime(
      year: Int32(year), month: Int32(month), day: Int32(dayOfMonth), hour: 0, min: 0, sec: 0)
    worksheet_write_datetime(
      sheet, row, column, &moment, isMarked ? formats.markedDay : formats.day)
  }

  func finish() {
    worksheet_autofilter(sheet, 0, 0, row, UInt16(max(0, width - 1)))
  }

  /// A date as a spreadsheet can hold it; nil for what is none, or is before 1900.
  static func day(_ text: String) -> Day? {
    guard let day = Day(british: text) ?? Day(iso: text), (1901...9999).contains(day.year) else {
      return nil
    }
    return day
  }
}
