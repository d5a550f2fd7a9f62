public import Returns

/// Writes a children in need census as the one XML file that it is.
///
/// Elements stand in the order of the specification; one without a value is left out.
public enum CINWriter {
  public static func xml(
    _ header: CINHeader, _ children: some Sequence<CINChild>, fileName: String = "cin.xml"
  ) -> OutputFile {
    var writer = XMLWriter()
    writer.element("Message") { writer in
      write(header, to: &writer)
      writer.element("Children") { writer in
        for child in children { write(child, to: &writer) }
      }
    }
    return OutputFile(name: fileName, bytes: writer.bytes)
  }

  /// A census with only the children that were refused, each under a comment that says why, to be
  /// mended and loaded again.
  public static func refusedChildren(
    _ refused: [(child: CINChild, reasons: [Refusal])], header: CINHeader,
    fileName: String = "cin-refused.xml"
  ) -> OutputFile {
    var writer = XMLWriter()
    writer.element("Message") { writer in
      write(header, to: &writer)
      writer.element("Children") { writer in
        for (child, reasons) in refused {
          for reason in reasons { writer.comment("\(Sheet.reasonColumn): \(reason)") }
          write(child, to: &writer)
        }
      }
    }
    return OutputFile(name: fileName, bytes: writer.bytes)
  }

  private static func write(_ header: CINHeader, to writer: inout XMLWriter) {
    writer.element("Header") { writer in
      write(header.collection, to: &writer)
      write(header.source, to: &writer)
    }
  }

  private static func write(_ child: CINChild, to writer: inout XMLWriter) {
    writer.element("Child") { writer in
      write(child.identifiers, to: &writer)
      writer.element("ChildCharacteristics") { writer in
        writer.elements(of: child.characteristics, ChildCharacteristicsColumn.allCases)
        writer.element("Disabilities") { writer in
          for disability in child.disabilities { writer.element("Disability", disability.text) }
        }
      }
      for details in child.details { write(details, to: &writer) }
    }
  }

  private static func write(_ details: CINDetails, to writer: inout XMLWriter) {
    writer.element("CINdetails") { writer in
      // ReferralNFA stands between the enquiries and the protection plans.
      writer.elements(of: details.row, CINDetailsColumn.allCases.filter { $0 != .ReferralNFA })
      for assessment in details.assessments {
        writer.element("Assessments") { writer in
          writer.elements(of: assessment.row, AssessmentColumn.allCases)
          writer.element("FactorsIdentifiedAtAssessment") { writer in
            for factor in assessment.factors { writer.element("AssessmentFactors", factor.text) }
          }
        }
      }
      for plan in details.plans { write(plan, to: &writer) }
      for enquiry in details.enquiries { write(enquiry, to: &writer) }
      writer.elements(of: details.row, [.ReferralNFA])
      for plan in details.protectionPlans {
        writer.element("ChildProtectionPlans") { writer in
          writer.elements(of: plan.row, ChildProtectionPlanColumn.allCases)
          writer.element("Reviews") { writer in
            for review in plan.reviews { writer.element("CPPreviewDate", review.text) }
          }
        }
      }
      for proceedings in details.preProceedings { write(proceedings, to: &writer) }
    }
  }

  private static func write<Column: TableColumn>(
    _ row: Row<Column>, to writer: inout XMLWriter
  ) {
    writer.element(Column.layout.name) { writer in
      writer.elements(of: row, Column.allCases)
    }
  }
}
