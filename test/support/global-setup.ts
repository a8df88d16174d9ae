export { buildStorageWorker as default } from '../../scripts/support/storage-worker.ts'
