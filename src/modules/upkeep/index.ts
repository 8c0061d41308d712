import type { Module } from '../../kernel/module.ts'
import { routes } from './routes.ts'

export { examine } from './examine.ts'

export const upkeep: Module = { name: 'upkeep', abilities: { examine: ['admin'] }, routes }
