"""URLs under /districts/<slug>/inventories/."""

from django.urls import path

from comments.urls import comment_urls
from inventories.owners import EntryThreads, InventoryThreads
from inventories.views import chosen, entries, exports, importing, keeping, leading, starting, summary

app_name = "inventories"

list_urls = [
    path("", starting.InventoryListView.as_view(), name="inventory_list"),
    path("start/", starting.ChooseTemplateView.as_view(), name="template_choose"),
    path("start/<slug:key>/", starting.StartInventoryView.as_view(), name="inventory_start"),
]

inventory_urls = [
    path("<int:pk>/", entries.InventoryDetailView.as_view(), name="inventory_detail"),
    path("<int:pk>/summary/", summary.SummaryView.as_view(), name="inventory_summary"),
    path("<int:pk>/prompts/<int:prompt>/", summary.AnswerPromptView.as_view(), name="prompt_answer"),
    path("<int:pk>/settings/", leading.SettingsView.as_view(), name="inventory_settings"),
    path("<int:pk>/delete/", leading.DeleteInventoryView.as_view(), name="inventory_delete"),
    path("<int:pk>/history/", leading.InventoryHistoryView.as_view(), name="inventory_history"),
    path("<int:pk>/columns/", leading.ColumnListView.as_view(), name="column_list"),
    path("<int:pk>/columns/add/", leading.AddColumnView.as_view(), name="column_add"),
    path("<int:pk>/columns/change/<slug:key>/", leading.ChangeColumnView.as_view(), name="column_change"),
    path("<int:pk>/readers/", leading.ReaderListView.as_view(), name="reader_list"),
    path("<int:pk>/readers/<int:reader>/remove/", leading.RemoveReaderView.as_view(), name="reader_remove"),
]

entry_urls = [
    path("<int:pk>/entries/add/", keeping.AddEntryView.as_view(), name="entry_add"),
    path("<int:pk>/entries/chosen/", chosen.ChosenEntriesView.as_view(), name="entries_chosen"),
    path("<int:pk>/entries/undo/", chosen.UndoDeletionView.as_view(), name="deletion_undo"),
    path("<int:pk>/entries/<int:entry>/", keeping.EntryDetailView.as_view(), name="entry_detail"),
    path("<int:pk>/entries/<int:entry>/cells/<slug:key>/", keeping.CellView.as_view(), name="entry_cell"),
    path("<int:pk>/entries/<int:entry>/changes/", keeping.EntryHistoryView.as_view(), name="entry_history"),
]

import_urls = [
    path("<int:pk>/import/", importing.UploadView.as_view(), name="import_upload"),
    path("<int:pk>/import/<int:draft>/", importing.PreviewView.as_view(), name="import_preview"),
]

export_urls = [
    path("<int:pk>/template.xlsx", exports.TemplateWorkbookView.as_view(), name="template_workbook"),
    path("<int:pk>/inventory.pdf", exports.InventoryDownload.as_view(format=exports.PDF), name="inventory_pdf"),
    path("<int:pk>/inventory.xlsx", exports.InventoryDownload.as_view(format=exports.XLSX), name="inventory_xlsx"),
    path("<int:pk>/inventory.csv", exports.InventoryDownload.as_view(format=exports.CSV), name="inventory_csv"),
    path("<int:pk>/inventory.json", exports.InventoryDownload.as_view(format=exports.JSON), name="inventory_json"),
    path("all.pdf", exports.DistrictInventoriesDownload.as_view(format=exports.ALL_PDF), name="all_pdf"),
    path("all.xlsx", exports.DistrictInventoriesDownload.as_view(format=exports.ALL_XLSX), name="all_xlsx"),
    path("all.csv", exports.DistrictInventoriesDownload.as_view(format=exports.ALL_CSV), name="all_csv"),
    path("all.json", exports.DistrictInventoriesDownload.as_view(format=exports.ALL_JSON), name="all_json"),
]

thread_urls = [
    *comment_urls(InventoryThreads, "<int:pk>/"),
    *comment_urls(EntryThreads, "<int:pk>/entries/<int:entry>/"),
]

urlpatterns = [*list_urls, *inventory_urls, *entry_urls, *import_urls, *export_urls, *thread_urls]
