import Access
public import CareRecord
import CivilTime
import GRDB

extension SQLiteStore {
  public func search(
    _ query: String, limit: Int, for reading: Reading
  ) async throws -> [SearchHit] {
    throw StoreUnavailable("not there yet")
  }

  public func children(_ list: ChildList, for reading: Reading) async throws -> ChildListPage {
    throw StoreUnavailable("not there yet")
  }

  public func headlines(
    of subjects: [Subject], for reading: Reading
  ) async throws -> [ChildHeadline] {
    throw StoreUnavailable("not there yet")
  }
}
