/** The style guide: every part of the design system on two pages, for eyes and for the tests. */
export { DeskGuide } from './guide/desk.tsx'
export { PortalGuide, type GuideProps } from './guide/portal.tsx'
